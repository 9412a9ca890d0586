/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-hidden-set.h"
#include "jarida-pdq.h"

#define ADDRESS "https://img.journal.example/a.jpg"
#define OTHER "https://img.journal.example/b.jpg"

static JaridaVerdict
judge (JaridaHiddenSet *set,
       const char      *address,
       const guint8    *sha256,
       const guint8    *hash)
{
  JaridaPicture picture = { address, sha256, hash, hash != NULL };
  JaridaVerdict verdict;

  jarida_hidden_set_judge (set, &picture, &verdict);

  return verdict;
}

static guint64
short_url (const char *address)
{
  JaridaPictureKey key;

  g_assert_true (jarida_picture_key_url (address, &key));

  return jarida_picture_key_short (&key);
}

/* T-V4's other side: one report hides the picture everywhere for the one who reported, at once. */
static void
test_own (void)
{
  g_autoptr(JaridaHiddenSet) set = jarida_hidden_set_new ();
  guint8 sha256[32] = { 1 }, hash[32], near[32], far[32];
  JaridaPicture picture = { ADDRESS, sha256, hash, 1 };

  memset (hash, 0x55, sizeof hash);
  memcpy (near, hash, sizeof near);
  memset (near, 0x55 ^ 0xff, 3);
  memcpy (far, near, sizeof far);
  far[3] ^= 0xff;
  jarida_hidden_set_hide (set, "one", &picture, JARIDA_REASON_VIOLENCE);

  g_assert_cmpint (judge (set, "http://img.journal.example/a.jpg?utm_source=x", NULL, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (set, ADDRESS, NULL, NULL).reason, ==, JARIDA_REASON_VIOLENCE);
  g_assert_cmpint (judge (set, OTHER, NULL, NULL).kind, ==, JARIDA_VERDICT_SHOWN);
  g_assert_cmpint (judge (set, OTHER, sha256, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (set, NULL, sha256, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (set, OTHER, NULL, near).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (set, OTHER, NULL, far).kind, ==, JARIDA_VERDICT_SHOWN);
  g_assert_cmpint (judge (set, "data:image/png;base64,AA", NULL, NULL).kind, ==, JARIDA_VERDICT_SHOWN);

  /* Two reports meet in one picture; taking one back leaves the other. */
  jarida_hidden_set_hide (set, "two", &picture, JARIDA_REASON_SEXUAL);
  g_assert_cmpint (judge (set, ADDRESS, NULL, NULL).reason, ==, JARIDA_REASON_SEXUAL);
  jarida_hidden_set_unhide (set, "two");
  g_assert_cmpint (judge (set, ADDRESS, NULL, NULL).reason, ==, JARIDA_REASON_VIOLENCE);
  jarida_hidden_set_unhide (set, "one");
  g_assert_cmpint (judge (set, ADDRESS, sha256, near).kind, ==, JARIDA_VERDICT_SHOWN);
  g_assert_cmpuint (jarida_hidden_set_count_own (set), ==, 0);
}

static void
test_asset (void)
{
  g_autoptr(JaridaHiddenSet) set = jarida_hidden_set_new ();
  JaridaPicture picture = { "https://img1.gazette-detroit.example/photos/w320/2026/phare0001.jpg", NULL, NULL, 0 };

  jarida_hidden_set_hide (set, "one", &picture, JARIDA_REASON_HATE);
  g_assert_cmpint (judge (set, "https://img2.gazette-detroit.example/photos/w1200/2026/phare0001.webp", NULL, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (set, "https://img2.gazette-detroit.example/photos/w1200/2026/phare0002.webp", NULL, NULL).kind, ==, JARIDA_VERDICT_SHOWN);
}

/* The order of it all. */
static void
test_list (void)
{
  g_autoptr(JaridaHiddenSet) set = jarida_hidden_set_new ();
  JaridaBlockListBuilder *builder = jarida_block_list_builder_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  JaridaPictureKey key;
  guint8 sha256[32] = { 9 }, hash[32] = { 0 }, spared[32];
  JaridaVerdict verdict;

  memset (spared, 0xf0, sizeof spared);
  jarida_picture_key_content (sha256, &key);
  jarida_block_list_builder_add_key (builder, short_url (ADDRESS), JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  jarida_block_list_builder_add_key (builder, jarida_picture_key_short (&key), JARIDA_LIST_MARK (JARIDA_REASON_SEXUAL, JARIDA_LIST_BY_MODERATOR));
  jarida_block_list_builder_add_key (builder, short_url ("https://a.example/later"), JARIDA_LIST_MARK (15, 3));
  jarida_block_list_builder_add_key (builder, short_url ("https://a.example/cleared"), JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS));
  jarida_block_list_builder_add_exception (builder, short_url ("https://a.example/cleared"));
  jarida_block_list_builder_add_family (builder, 6, 31, JARIDA_LIST_MARK (JARIDA_REASON_VIOLENCE, JARIDA_LIST_BY_MODERATOR), hash, 1);
  jarida_block_list_builder_add_family (builder, 7, 31, JARIDA_LIST_MARK (JARIDA_REASON_VIOLENCE, JARIDA_LIST_BY_MODERATOR), spared, 1);
  jarida_block_list_builder_add_family (builder, 8, 31, 0, spared, 1);
  list = jarida_block_list_builder_end (builder, 1, NULL);
  jarida_hidden_set_set_list (set, list, NULL);

  verdict = judge (set, ADDRESS, NULL, NULL);
  g_assert_cmpint (verdict.kind, ==, JARIDA_VERDICT_HIDDEN_BY_READERS);
  g_assert_cmpint (verdict.reason, ==, JARIDA_REASON_HATE);
  g_assert_cmphex (verdict.list_key, ==, short_url (ADDRESS));
  /* A moderator's word about the bytes goes before the readers' about the address. */
  verdict = judge (set, ADDRESS, sha256, NULL);
  g_assert_cmpint (verdict.kind, ==, JARIDA_VERDICT_HIDDEN_BY_MODERATOR);
  g_assert_cmpint (verdict.reason, ==, JARIDA_REASON_SEXUAL);
  g_assert_cmphex (verdict.list_key, ==, jarida_picture_key_short (&key));
  /* A reason and a decider that came later than this program. */
  verdict = judge (set, "https://a.example/later", NULL, NULL);
  g_assert_cmpint (verdict.kind, ==, JARIDA_VERDICT_HIDDEN_BY_READERS);
  g_assert_cmpint (verdict.reason, ==, JARIDA_REASON_OTHER);
  verdict = judge (set, OTHER, NULL, hash);
  g_assert_cmpint (verdict.kind, ==, JARIDA_VERDICT_HIDDEN_BY_MODERATOR);
  g_assert_cmpuint (verdict.list_family, ==, 6);
  g_assert_cmpint (judge (set, OTHER, NULL, spared).kind, ==, JARIDA_VERDICT_SHOWN);
  /* What was cleared is hidden by no list and no family, but by its reader. */
  g_assert_cmpint (judge (set, "https://a.example/cleared", sha256, hash).kind, ==, JARIDA_VERDICT_SHOWN);
  g_assert_true (jarida_picture_key_url ("https://a.example/cleared", &key));
  jarida_hidden_set_hide_key (set, "one", &key, JARIDA_REASON_PRIVACY);
  g_assert_cmpint (judge (set, "https://a.example/cleared", NULL, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  /* "Show anyway" goes before everything, until it is taken back. */
  jarida_hidden_set_show_key (set, &key, TRUE);
  g_assert_cmpint (judge (set, "https://a.example/cleared", NULL, hash).kind, ==, JARIDA_VERDICT_SHOWN);
  jarida_hidden_set_show_key (set, &key, FALSE);
  g_assert_cmpint (judge (set, "https://a.example/cleared", NULL, NULL).kind, ==, JARIDA_VERDICT_HIDDEN_BY_YOU);
  g_assert_true (jarida_picture_key_url (ADDRESS, &key));
  jarida_hidden_set_show_key (set, &key, TRUE);
  g_assert_cmpint (judge (set, ADDRESS, sha256, hash).kind, ==, JARIDA_VERDICT_SHOWN);

  jarida_hidden_set_set_list (set, NULL, NULL);
  g_assert_cmpint (judge (set, OTHER, sha256, hash).kind, ==, JARIDA_VERDICT_SHOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/hidden-set/own", test_own);
  g_test_add_func ("/reports/hidden-set/asset", test_asset);
  g_test_add_func ("/reports/hidden-set/list", test_list);
  return g_test_run ();
}
