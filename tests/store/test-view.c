/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */
#define N_ROWS 20000
/* GTK keeps 205 row widgets. What is told piece by piece asks for less than those; when all goes and all comes, GTK fills
 * them once before it knows where it stands and once after, whatever the length of the list. */
#define MAX_ASKED 300
#define MAX_ASKED_WHOLE 450

/* A model between the list and a real view, which counts what the view asks for. */
#define COUNTING_TYPE_LIST (counting_list_get_type ())
G_DECLARE_FINAL_TYPE (CountingList, counting_list, COUNTING, LIST, GObject)

struct _CountingList
{
  GObject     parent_instance;
  GListModel *model;     /* (owned) */
  guint       n_asked;
};

static GType
counting_list_get_item_type (GListModel *model)
{
  return JARIDA_TYPE_HEADLINE;
}

static guint
counting_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (COUNTING_LIST (model)->model);
}

static gpointer
counting_list_get_item (GListModel *model,
                        guint       position)
{
  COUNTING_LIST (model)->n_asked++;
  return g_list_model_get_item (COUNTING_LIST (model)->model, position);
}

static void
counting_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = counting_list_get_item_type;
  interface->get_n_items = counting_list_get_n_items;
  interface->get_item = counting_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingList, counting_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, counting_list_model_init))

static void
counting_list_finalize (GObject *object)
{
  g_object_unref (COUNTING_LIST (object)->model);
  G_OBJECT_CLASS (counting_list_parent_class)->finalize (object);
}

static void
counting_list_class_init (CountingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = counting_list_finalize;
}

static void
counting_list_init (CountingList *self)
{
}

static CountingList *
counting_list_new (JaridaHeadlineList *list)
{
  CountingList *self = g_object_new (COUNTING_TYPE_LIST, NULL);

  self->model = G_LIST_MODEL (g_object_ref (list));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       jarida_headline_get_title (gtk_list_item_get_item (item)));
}

static guint
settle_and_take (CountingList *list)
{
  guint n;

  for (int i = 0; i < 5; i++)
    shelf_settle ();
  n = list->n_asked;
  list->n_asked = 0;
  return n;
}

static void
test_few_rows_asked (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(GPtrArray) many = articles_new ("a", N_ROWS, NOON);
  g_autoptr(GPtrArray) others = articles_new ("b", 3000, NOON + 60);
  g_autoptr(GPtrArray) more = articles_new ("c", 20, NOON + 30);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(CountingList) counting = NULL;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new ();
  g_autoptr(GArray) ids = NULL;
  guint n;

  shelf_put (shelf, a, many, NULL, NULL);
  shelf_put (shelf, b, others, NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_UNREAD, 0);
  counting = counting_list_new (list);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (counting)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 600);
  gtk_window_present (GTK_WINDOW (window));
  n = settle_and_take (counting);
  g_test_message ("shown: %u rows asked for", n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <=, MAX_ASKED_WHOLE);

  shelf_put (shelf, a, more, NULL, NULL);
  n = settle_and_take (counting);
  g_assert_cmpuint (n, ==, 0);
  jarida_headline_list_show_pending (list);
  n = settle_and_take (counting);
  g_test_message ("20 let in: %u", n);
  g_assert_cmpuint (n, <=, MAX_ASKED);

  /* 3,000 scattered rows leave and return. */
  shelf_set_removed (shelf, b, TRUE);
  n = settle_and_take (counting);
  g_test_message ("a source leaves: %u", n);
  g_assert_cmpuint (n, <=, MAX_ASKED_WHOLE);
  shelf_set_removed (shelf, b, FALSE);
  n = settle_and_take (counting);
  g_test_message ("and returns: %u", n);
  g_assert_cmpuint (n, <=, MAX_ASKED_WHOLE);

  ids = shelf_mark_all_read (shelf, JARIDA_PLACE_ALL, 0);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  n = settle_and_take (counting);
  g_test_message ("all leave: %u", n);
  g_assert_cmpuint (n, <=, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  shelf_settle ();
}

int
main (int   argc,
      char *argv[])
{
  gtk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/store/view/few-rows-asked", Shelf, NULL, shelf_set_up, test_few_rows_asked, shelf_tear_down);
  return g_test_run ();
}
