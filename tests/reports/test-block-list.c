/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-pdq.h"
#include "jarida-rice.h"
#include "lists.h"

static void
check_same (JaridaBlockList *a,
            JaridaBlockList *b)
{
  g_autoptr(GBytes) bytes_a = jarida_block_list_encode (a);
  g_autoptr(GBytes) bytes_b = jarida_block_list_encode (b);

  g_assert_cmpuint (jarida_block_list_get_seq (a), ==, jarida_block_list_get_seq (b));
  g_assert_cmpmem (jarida_block_list_get_state (a), 32, jarida_block_list_get_state (b), 32);
  g_assert_true (g_bytes_equal (bytes_a, bytes_b));
}

static void
test_whole (void)
{
  static const guint sizes[][2] = { { 0, 0 }, { 1, 0 }, { 2, 1 }, { 3, 4 }, { 10, 0 }, { 0, 5 }, { 1000, 100 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(JaridaBlockList) list = make_list (7, sizes[i][0], sizes[i][1], 1);
      g_autoptr(GBytes) bytes = jarida_block_list_encode (list);
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaBlockList) read = jarida_block_list_parse (bytes, &error);

      g_assert_no_error (error);
      check_same (list, read);
      g_assert_cmpuint (jarida_block_list_count_keys (read), ==, sizes[i][0]);
      for (guint k = 0; k < sizes[i][0]; k++)
        g_assert_cmpuint (jarida_block_list_lookup (read, make_key (1, k)), ==, JARIDA_LIST_MARK (1 + k % JARIDA_REASON_LAST, 1 + k % 2));
      for (guint k = 0; k < sizes[i][0] / 5; k++)
        g_assert_true (jarida_block_list_is_exception (read, make_key (1001, k)));
      g_assert_cmpuint (jarida_block_list_lookup (read, 0), ==, 0);
      g_assert_cmpuint (jarida_block_list_lookup (read, JARIDA_RICE_MAX_VALUE), ==, 0);
      g_assert_false (jarida_block_list_is_exception (read, make_key (1, 0)));
    }
}

/* The file of two keys, an exception and a family, written by hand from the description in the header. */
static void
test_bytes (void)
{
  static const guint8 expected[] = {
    'P', 'B', 'L', '1', 0, 0, 0, 5, 0, 0, 0, 0,
    1, 0, 0, 0, 2, 0, 0, 0, 10, /* parameter */ 1, /* first */ 0, 0, 0, 0, 1, 0,
    /* difference 5: two ones, a zero, a one */ 0xd0, /* marks */ 0x11, 0x22,
    3, 0, 0, 0, 1, 0, 0, 0, 39, 0, 0, 0, 9, 20, 1,
    0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
    0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0x22,
    5, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  };
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *state = NULL;
  guint8 hash[32];
  gsize size;
  const guint8 *data;

  memset (hash, 0xaa, sizeof hash);
  jarida_block_list_builder_add_key (builder, 0x105, 0x22);
  jarida_block_list_builder_add_key (builder, 0x100, 0x11);
  jarida_block_list_builder_add_family (builder, 9, 20, 0x22, hash, 1);
  jarida_block_list_builder_add_exception (builder, JARIDA_RICE_MAX_VALUE);
  list = jarida_block_list_builder_end (builder, 5, NULL);
  bytes = jarida_block_list_encode (list);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, size - 32, expected, sizeof expected);
  /* Made with sha256sum of what the header says. */
  state = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)
                                       "PBS1\0\0\0\5" "\0\0\0\2\0\0\0\0\1\0\x11\0\0\0\0\1\5\x22" "\0\0\0\1\xff\xff\xff\xff\xff\xff"
                                       "\0\0\0\1\0\0\0\x9\x14\1\x22"
                                       "\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa"
                                       "\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa" "\0\0\0\0", 83);
  for (guint i = 0; i < 32; i++)
    g_assert_cmpuint (data[size - 32 + i], ==, g_ascii_xdigit_value (state[2 * i]) * 16 + g_ascii_xdigit_value (state[2 * i + 1]));
}

static void
test_change (void)
{
  g_autoptr(JaridaBlockList) empty = make_list (1, 0, 0, 1);
  g_autoptr(JaridaBlockList) small = make_list (2, 50, 7, 1);
  g_autoptr(JaridaBlockList) large = make_list (3, 500, 40, 1);
  g_autoptr(JaridaBlockList) other = make_list (4, 300, 20, 2);
  g_autoptr(JaridaBlockList) none = make_list (9, 0, 0, 1);
  JaridaBlockList *chain[] = { empty, small, large, other, none };
  g_autoptr(JaridaBlockList) current = jarida_block_list_ref (empty);

  for (guint i = 1; i < G_N_ELEMENTS (chain); i++)
    {
      g_autoptr(GBytes) change = jarida_block_list_encode_change (chain[i - 1], chain[i]);
      g_autoptr(GError) error = NULL;
      JaridaBlockList *next = jarida_block_list_apply (current, change, &error);

      g_assert_no_error (error);
      check_same (next, chain[i]);
      jarida_block_list_unref (current);
      current = next;
    }
}

/* A key that a moderator confirms stays where it is and gets another mark: a change of a few bytes. */
static void
test_change_of_mark (void)
{
  g_autoptr(JaridaBlockList) before = NULL;
  g_autoptr(JaridaBlockList) after = NULL;
  g_autoptr(JaridaBlockList) result = NULL;
  g_autoptr(GBytes) change = NULL;
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();

  jarida_block_list_builder_add_key (builder, 77, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  jarida_block_list_builder_add_key (builder, 78, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  before = jarida_block_list_builder_end (builder, 1, NULL);
  builder = jarida_block_list_builder_new ();
  jarida_block_list_builder_add_key (builder, 77, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  jarida_block_list_builder_add_key (builder, 77, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_MODERATOR));
  jarida_block_list_builder_add_key (builder, 78, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  after = jarida_block_list_builder_end (builder, 2, NULL);
  change = jarida_block_list_encode_change (before, after);
  g_assert_cmpuint (g_bytes_get_size (change), ==, 12 + 9 + 1 + 6 + 1 + 32);
  result = jarida_block_list_apply (before, change, NULL);
  g_assert_cmpuint (jarida_block_list_lookup (result, 77), ==, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_MODERATOR));
  g_assert_cmpuint (jarida_block_list_lookup (result, 78), ==, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
}

static void
expect_refused (JaridaBlockList *list,
                const guint8    *data,
                gsize            size,
                gboolean         whole)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;

  g_assert_null (whole ? jarida_block_list_parse (bytes, &error) : jarida_block_list_apply (list, bytes, &error));
  g_assert_cmpuint (error->domain, ==, JARIDA_LIST_ERROR);
}

/* T-L4: wherever it is cut, whichever bit is turned, it is not taken. */
static void
test_cut_and_turned (void)
{
  g_autoptr(JaridaBlockList) before = make_list (5, 40, 6, 1);
  g_autoptr(JaridaBlockList) after = make_list (6, 60, 9, 3);
  g_autoptr(GBytes) whole = jarida_block_list_encode (before);
  g_autoptr(GBytes) change = jarida_block_list_encode_change (before, after);
  GBytes *files[2] = { whole, change };

  for (guint f = 0; f < 2; f++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (files[f], &size);
      g_autofree guint8 *copy = g_malloc (size + 1);

      for (gsize cut = 0; cut < size; cut++)
        expect_refused (before, data, cut, f == 0);
      memcpy (copy, data, size);
      copy[size] = 0;
      expect_refused (before, copy, size + 1, f == 0);
      for (gsize bit = 0; bit < size * 8; bit++)
        {
          copy[bit / 8] ^= 1 << (bit % 8);
          expect_refused (before, copy, size, f == 0);
          copy[bit / 8] ^= 1 << (bit % 8);
        }
      /* A change is no whole list, and a whole list is no change. */
      expect_refused (before, data, size, f == 1);
    }
}

/* T-L4: a change to another list than the one there. */
static void
test_gap (void)
{
  g_autoptr(JaridaBlockList) fifth = make_list (5, 10, 1, 1);
  g_autoptr(JaridaBlockList) sixth = make_list (6, 20, 2, 1);
  g_autoptr(JaridaBlockList) seventh = make_list (7, 30, 3, 1);
  g_autoptr(JaridaBlockList) other_sixth = make_list (6, 21, 2, 9);
  g_autoptr(GBytes) change = jarida_block_list_encode_change (sixth, seventh);
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_block_list_apply (fifth, change, &error));
  g_assert_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_GAP);
  g_clear_error (&error);
  /* The same number, another list: the state tells. */
  g_assert_null (jarida_block_list_apply (other_sixth, change, &error));
  g_assert_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (jarida_block_list_apply (seventh, change, &error));
  g_assert_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_GAP);
}

typedef struct
{
  const char *path;
  const char *bytes;        /* behind the header of a whole list; 32 zeros follow */
  gsize       size;
  int         code;
} SectionCase;

#define SECTION(path, bytes, code) { path, bytes, sizeof bytes - 1, code }

static const SectionCase section_cases[] = {
  SECTION ("type-0", "\0\0\0\0\1\0\0\0\0", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("type-9", "\x9\0\0\0\1\0\0\0\7\0\0\0\0\0\0\1", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("empty", "\1\0\0\0\0\0\0\0\0", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/2-million-and-one", "\1\x00\x1e\x84\x81\0\0\0\0", JARIDA_LIST_ERROR_TOO_LARGE),
  SECTION ("keys/claims-more-than-there-is", "\1\0\x1e\x84\x80\0\0\0\x9\0\0\0\0\0\0\1\0\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/ends-behind-the-file", "\1\0\0\0\1\xff\xff\xff\xff\0\0\0\0\0\0\1\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/parameter-48", "\1\0\0\0\2\0\0\0\x10\x30\0\0\0\0\0\1\0\0\0\0\0\0\1\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/parameter-255", "\1\0\0\0\2\0\0\0\x10\xff\0\0\0\0\0\1\0\0\0\0\0\0\1\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/parameter-of-one", "\1\0\0\0\1\0\0\0\x8\1\0\0\0\0\0\1\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/same-twice", "\1\0\0\0\2\0\0\0\xa\0\0\0\0\0\0\1\0\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/over-48-bits", "\1\0\0\0\2\0\0\0\xa\0\xff\xff\xff\xff\xff\xff\x80\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/bits-left", "\1\0\0\0\2\0\0\0\xa\0\0\0\0\0\0\1\x81\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/byte-left", "\1\0\0\0\2\0\0\0\xb\0\0\0\0\0\0\1\x80\0\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/only-ones", "\1\0\0\0\2\0\0\0\xc\0\0\0\0\0\0\1\xff\xff\xff\x11\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/no-mark", "\1\0\0\0\1\0\0\0\x8\0\0\0\0\0\0\1\0", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("keys/right-but-for-the-state", "\1\0\0\0\2\0\0\0\xa\0\0\0\0\0\0\1\x80\x11\x11", JARIDA_LIST_ERROR_STATE),
  SECTION ("twice", "\1\0\0\0\1\0\0\0\x8\0\0\0\0\0\0\1\x11" "\1\0\0\0\1\0\0\0\x8\0\0\0\0\0\0\2\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("order", "\5\0\0\0\1\0\0\0\7\0\0\0\0\0\0\1" "\1\0\0\0\1\0\0\0\x8\0\0\0\0\0\0\1\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("removed-from-nothing", "\2\0\0\0\1\0\0\0\7\0\0\0\0\0\0\1", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/too-many", "\3\0\3\x0d\x41\0\0\0\0", JARIDA_LIST_ERROR_TOO_LARGE),
  SECTION ("families/claims-more-than-there-is", "\3\0\3\x0d\x40\0\0\0\7\0\0\0\1\x1f\1\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/distance-32", "\3\0\0\0\1\0\0\0\x27\0\0\0\1\x20\1................................\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/no-hash", "\3\0\0\0\1\0\0\0\x27\0\0\0\1\x1f\0................................\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/no-mark", "\3\0\0\0\1\0\0\0\x27\0\0\0\1\x1f\1................................\0", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/more-hashes-than-there-are", "\3\0\0\0\1\0\0\0\x27\0\0\0\1\x1f\2................................\x11", JARIDA_LIST_ERROR_MALFORMED),
  SECTION ("families/right-but-for-the-state", "\3\0\0\0\1\0\0\0\x27\0\0\0\1\x1f\1................................\x11", JARIDA_LIST_ERROR_STATE),
  SECTION ("spared/marked", "\7\0\0\0\1\0\0\0\x27\0\0\0\1\x1f\1................................\x11", JARIDA_LIST_ERROR_MALFORMED),
};

static void
test_section (gconstpointer data)
{
  const SectionCase *row = data;
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  static const guint8 state[32];

  g_byte_array_append (file, (const guint8 *) "PBL1\0\0\0\1\0\0\0\0", 12);
  g_byte_array_append (file, (const guint8 *) row->bytes, (guint) row->size);
  g_byte_array_append (file, state, sizeof state);
  bytes = g_bytes_new (file->data, file->len);
  g_assert_null (jarida_block_list_parse (bytes, &error));
  g_assert_error (error, JARIDA_LIST_ERROR, row->code);
}

/* The last number there can be: what leads to it is taken, and nothing leads further. */
static void
test_last_number (void)
{
  g_autoptr(JaridaBlockList) before = make_list (G_MAXUINT32 - 1, 5, 1, 1);
  g_autoptr(JaridaBlockList) last = make_list (G_MAXUINT32, 6, 1, 1);
  g_autoptr(JaridaBlockList) beyond = make_list (1, 7, 1, 1);
  g_autoptr(GBytes) change = jarida_block_list_encode_change (before, last);
  g_autoptr(GBytes) back = jarida_block_list_encode_change (last, beyond);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaBlockList) reached = jarida_block_list_apply (before, change, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (jarida_block_list_get_seq (reached), ==, G_MAXUINT32);
  g_assert_null (jarida_block_list_apply (last, back, &error));
  g_assert_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_MALFORMED);
}

/* T-L1 and T-L7, in short: as large as it is to be, as small on the wire as computed, and no key that is not there. */
static void
test_large (void)
{
  g_autoptr(JaridaBlockList) list = make_list (1, 100000, 0, 1);
  g_autoptr(GBytes) bytes = jarida_block_list_encode (list);
  g_autoptr(JaridaBlockList) read = jarida_block_list_parse (bytes, NULL);
  guint n_wrong = 0;

  /* 411 KB of keys, the marks, and 20,000 exceptions of 34 bits. */
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, 411000 + 100000 + 20000 * 36 / 8);
  for (guint i = 0; i < 100000; i++)
    g_assert_cmpuint (jarida_block_list_lookup (read, make_key (1, i)), !=, 0);
  for (guint i = 0; i < 1000000; i++)
    n_wrong += jarida_block_list_lookup (read, make_key (2, i)) != 0;
  g_assert_cmpuint (n_wrong, <=, 1);
}

static void
test_families (void)
{
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  guint8 hashes[64] = { 0 }, near[32] = { 0 }, spared[32];
  guint32 family = 0;

  memset (hashes + 32, 0xff, 32);
  memset (spared, 0x0f, sizeof spared);
  jarida_block_list_builder_add_family (builder, 4, 31, 0x12, hashes, 2);
  jarida_block_list_builder_add_family (builder, 3, 2, 0x23, hashes, 1);
  jarida_block_list_builder_add_family (builder, 5, 31, 0, spared, 1);
  list = jarida_block_list_builder_end (builder, 1, NULL);
  g_assert_cmpuint (jarida_block_list_count_families (list), ==, 2);

  g_assert_cmpuint (jarida_block_list_match (list, near, &family), ==, 0x23);
  g_assert_cmpuint (family, ==, 3);
  /* Three bits off: beyond the strict family, within the other. */
  near[0] = 7;
  g_assert_cmpuint (jarida_block_list_match (list, near, &family), ==, 0x12);
  g_assert_cmpuint (family, ==, 4);
  memset (near, 0xff, 3);
  near[3] = 0x7f;
  g_assert_cmpuint (jarida_block_list_match (list, near, NULL), ==, 0x12);
  near[3] = 0xff;
  g_assert_cmpuint (jarida_block_list_match (list, near, NULL), ==, 0);
  memset (near, 0xfe, sizeof near);
  near[0] = 0xff;
  g_assert_cmpuint (jarida_block_list_match (list, near, &family), ==, 0x12);
  g_assert_true (jarida_block_list_is_spared (list, spared));
  g_assert_false (jarida_block_list_is_spared (list, near));
}

/* Differences of every size, alone and together. */
static void
test_rice (void)
{
  for (guint parameter = 0; parameter <= JARIDA_RICE_MAX_PARAMETER; parameter++)
    {
      guint64 values[8] = { 3 }, read[8] = { 3 };
      g_autoptr(GByteArray) out = g_byte_array_new ();

      for (guint i = 1; i < 8; i++)
        values[i] = values[i - 1] + 1 + (parameter > 5 ? ((G_GUINT64_CONSTANT (1) << parameter) >> 5) * i : i * 70);
      _jarida_rice_encode (out, values, 8, parameter);
      g_assert_cmpuint (out->len, >=, _jarida_rice_least_bytes (8, parameter));
      g_assert_true (_jarida_rice_decode (out->data, out->len, parameter, read, 8));
      g_assert_cmpmem (values, sizeof values, read, sizeof read);
      g_assert_false (_jarida_rice_decode (out->data, out->len, parameter, read, 7));
    }
  g_assert_cmpuint (_jarida_rice_choose ((const guint64[]) { 5 }, 1), ==, 0);
  g_assert_cmpuint (_jarida_rice_choose ((const guint64[]) { 0, JARIDA_RICE_MAX_VALUE }, 2), ==, 47);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/block-list/whole", test_whole);
  g_test_add_func ("/reports/block-list/bytes", test_bytes);
  g_test_add_func ("/reports/block-list/change", test_change);
  g_test_add_func ("/reports/block-list/change-of-mark", test_change_of_mark);
  g_test_add_func ("/reports/block-list/families", test_families);
  g_test_add_func ("/reports/block-list/rice", test_rice);
  g_test_add_func ("/reports/T-L4/cut-and-turned", test_cut_and_turned);
  g_test_add_func ("/reports/T-L4/gap", test_gap);
  g_test_add_func ("/reports/T-L4/last-number", test_last_number);
  for (guint i = 0; i < G_N_ELEMENTS (section_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/T-L4/section/", section_cases[i].path, NULL);

      g_test_add_data_func (path, &section_cases[i], test_section);
    }
  g_test_add_func ("/reports/T-L7/short", test_large);
  return g_test_run ();
}
