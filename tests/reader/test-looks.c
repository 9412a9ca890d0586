/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "jarida-reports-private.h"
#include "picture-samples.h"
#include "report-server.h"

/* A picture that was reported is gone wherever it turns up: as the same bytes, smaller, in another format. Others stay. */

#define LARGE_WIDTH 3000
#define N_LARGE 6
/* Under a sanitizer everything takes several times as long. */
#define FRAME_US (SANITIZED ? 64000 : 16000)

typedef struct
{
  char         *folder;    /* (owned) */
  ReportServer *server;    /* (owned) */
  JaridaReader *reader;    /* (owned) */
} Fixture;

static void
add_picture (Fixture    *self,
             const char *name,
             GdkPixbuf  *pixbuf,
             const char *type)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  g_hash_table_replace (self->server->files, g_strconcat ("pictures/", name, NULL), g_bytes_new_take (data, size));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GdkPixbuf) picture = sample_paint_waves (800, 500, FALSE);
  g_autoptr(GdkPixbuf) smaller = gdk_pixbuf_scale_simple (picture, 420, 262, GDK_INTERP_BILINEAR);
  g_autoptr(GdkPixbuf) other = gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_UPSIDEDOWN);

  self->folder = g_dir_make_tmp ("jarida-looks-XXXXXX", NULL);
  self->server = report_server_new (self->folder);
  add_picture (self, "port.png", picture, "png");
  add_picture (self, "same.png", picture, "png");
  add_picture (self, "smaller.jpg", smaller, "jpeg");
  add_picture (self, "other.png", other, "png");
  self->reader = open_reader (self->folder, "");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self->reader);
  report_server_free (self->server);
  g_free (self->folder);
}

static char *
address_of (Fixture    *self,
            const char *name)
{
  return g_strconcat (self->server->base, "/pictures/", name, NULL);
}

/* Whether it is shown, in an article or (@edge small) in a list. */
static gboolean
load (Fixture    *self,
      const char *name,
      int         edge)
{
  g_autofree char *address = address_of (self, name);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_load_picture_async (self->reader, address, edge, edge, FALSE, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  pixels = jarida_reader_load_picture_finish (self->reader, result, &error);
  if (pixels == NULL)
    g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN);
  return pixels != NULL;
}

static JaridaPictureStanding
judge_named (Fixture    *self,
             const char *name)
{
  g_autofree char *address = address_of (self, name);

  return judge (self->reader, address);
}

static char *
report_named (Fixture    *self,
              const char *name)
{
  g_autofree char *address = address_of (self, name);
  g_autoptr(GError) error = NULL;
  char *id = report_and_wait (self->reader, address, &error);

  g_assert_no_error (error);
  return id;
}

static guint
count_named (Fixture    *self,
             const char *name)
{
  g_autofree char *line = g_strconcat ("GET /pictures/", name, NULL);

  return report_server_count (self->server, line);
}

static void
test_everywhere (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *id = NULL;

  /* On screen: the article, and a copy of it small in the list. */
  g_assert_true (load (self, "port.png", 800));
  g_assert_true (load (self, "smaller.jpg", 200));
  g_assert_true (load (self, "other.png", 200));
  id = report_named (self, "port.png");
  g_assert_cmpint (judge_named (self, "port.png"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  /* What is on screen is looked at again, and told of. */
  WAIT_UNTIL (judge_named (self, "smaller.jpg") == JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_false (load (self, "smaller.jpg", 200));
  g_assert_true (load (self, "other.png", 200));
  /* What comes later is known when it comes, and from then on by its address. */
  g_assert_cmpint (judge_named (self, "same.png"), ==, JARIDA_PICTURE_SHOWN);
  g_assert_false (load (self, "same.png", 200));
  g_assert_cmpint (judge_named (self, "same.png"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_cmpint (judge_named (self, "other.png"), ==, JARIDA_PICTURE_SHOWN);

  jarida_reader_withdraw_report (self->reader, id);
  WAIT_UNTIL (judge_named (self, "port.png") == JARIDA_PICTURE_SHOWN);
  g_assert_true (load (self, "smaller.jpg", 200));
  g_assert_true (load (self, "same.png", 200));
}

/* A copy that was met is not even loaded in the next session. */
static void
test_remembered (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint n_hidden;

  g_assert_true (load (self, "port.png", 800));
  id = report_named (self, "port.png");
  n_hidden = jarida_store_get_hidden (self->reader->store)->len;
  g_assert_false (load (self, "smaller.jpg", 200));
  WAIT_UNTIL (jarida_store_get_hidden (self->reader->store)->len == n_hidden + 1);
  close_reader (self->reader);
  self->reader = open_reader (self->folder, "");
  g_assert_cmpint (judge_named (self, "smaller.jpg"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_false (load (self, "smaller.jpg", 200));
  g_assert_cmpuint (count_named (self, "smaller.jpg"), ==, 1);
}

/* Reported without having been opened in this session: the thanks do not wait, and what it looks like is learnt from the disk. */
static void
test_learnt_afterwards (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;

  g_assert_true (load (self, "port.png", 800));
  /* Until it is on the disk. */
  WAIT_UNTIL (jarida_reader_get_picture_size (self->reader) > 0);
  close_reader (self->reader);
  self->reader = open_reader (self->folder, "");
  id = report_named (self, "port.png");
  WAIT_UNTIL (_jarida_reports_has_looks (self->reader->reports));
  g_assert_false (load (self, "smaller.jpg", 200));
  g_assert_cmpuint (count_named (self, "port.png"), ==, 1);
}

static void
test_show_anyway (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *address = address_of (self, "smaller.jpg");

  g_assert_true (load (self, "port.png", 800));
  id = report_named (self, "port.png");
  g_assert_false (load (self, "smaller.jpg", 800));
  jarida_reader_set_picture_shown (self->reader, address, TRUE);
  WAIT_UNTIL (judge_named (self, "smaller.jpg") == JARIDA_PICTURE_SHOWN);
  g_assert_true (load (self, "smaller.jpg", 800));
  g_assert_cmpint (judge_named (self, "port.png"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
}

/* The program ends between the report and the look at the picture: the next one looks. */
static void
test_ended_before_the_look (Fixture       *self,
                            gconstpointer  data)
{
  g_autofree char *id = NULL;

  g_assert_true (load (self, "port.png", 800));
  WAIT_UNTIL (jarida_reader_get_picture_size (self->reader) > 0);
  id = report_named (self, "port.png");
  close_reader (self->reader);
  self->reader = open_reader (self->folder, "");
  g_assert_cmpint (judge_named (self, "port.png"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  WAIT_UNTIL (_jarida_reports_has_looks (self->reader->reports));
  g_assert_false (load (self, "smaller.jpg", 200));
  g_assert_true (load (self, "other.png", 200));
}

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
count_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = jarida_reader_load_picture_finish (JARIDA_READER (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pixels);
  (*(guint *) data)++;
}

/* T-P6: while the pictures of an article are hashed, whoever scrolls loses no frame: no turn of the loop takes one, by the processor's
 * time, which a busy machine does not take away. The pictures are so large that to hash a single one takes longer. */
static void
test_no_frame_lost (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(GdkPixbuf) picture = sample_paint_waves (LARGE_WIDTH, LARGE_WIDTH * 2 / 3, FALSE);
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gint64 longest = 0, before;
  guint n_loaded = 0, n_turns = 0;

  for (guint i = 0; i < N_LARGE; i++)
    {
      g_autofree char *name = g_strdup_printf ("large-%u.jpg", i);

      add_picture (self, name, picture, "jpeg");
      g_ptr_array_add (addresses, address_of (self, name));
    }
  before = thread_time ();
  for (guint i = 0; i < N_LARGE; i++)
    jarida_reader_load_picture_async (self->reader, addresses->pdata[i], 800, 800, FALSE, NULL, count_loaded_cb, &n_loaded);
  for (; n_loaded < N_LARGE; n_turns++)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, thread_time () - before);
      before = thread_time ();
    }
  g_test_message ("%u turns, the longest %.1f ms of processor", n_turns, (double) longest / 1000);
  for (guint i = 0; i < N_LARGE; i++)
    {
      const JaridaPictureFacts *facts = jarida_fact_table_lookup (self->reader->reports->facts, addresses->pdata[i]);

      g_assert_true (facts != NULL && facts->looked);
      g_assert_cmpuint (facts->n_hashes, >, 1);
    }
  g_assert_cmpint (longest, <=, FRAME_US);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/looks/everywhere", test_everywhere);
  ADD ("/reader/looks/remembered", test_remembered);
  ADD ("/reader/looks/learnt-afterwards", test_learnt_afterwards);
  ADD ("/reader/looks/ended-before-the-look", test_ended_before_the_look);
  ADD ("/reader/looks/show-anyway", test_show_anyway);
  ADD ("/reader/looks/T-P6/no-frame-lost", test_no_frame_lost);
#undef ADD
  return g_test_run ();
}
