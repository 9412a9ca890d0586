/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Floors for the start: what the toolkit costs before a line of ours runs.
 *   floor-window            an empty libadwaita window
 *   floor-window --list N   with a lazy list of N rows
 *   floor-window --text F   with the text of a file in a text view
 * Says "painted" on standard output after the first whole frame, then stays until it is ended, to be weighed. */

#include <adwaita.h>

#define TYPE_NUMBERS (numbers_get_type ())
G_DECLARE_FINAL_TYPE (Numbers, numbers, FLOOR, NUMBERS, GObject)

/* A list model that makes its items when asked: the cheapest there can be. */
struct _Numbers
{
  GObject parent_instance;
  guint   n_items;
};

static GType
numbers_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
numbers_get_n_items (GListModel *model)
{
  return FLOOR_NUMBERS (model)->n_items;
}

static gpointer
numbers_get_item (GListModel *model,
                  guint       position)
{
  g_autofree char *text = NULL;

  if (position >= FLOOR_NUMBERS (model)->n_items)
    return NULL;
  text = g_strdup_printf ("Le titre numéro %u d’un journal de ce matin, sur une ligne", position);
  return gtk_string_object_new (text);
}

static void
numbers_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = numbers_get_item_type;
  iface->get_n_items = numbers_get_n_items;
  iface->get_item = numbers_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Numbers, numbers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, numbers_list_model_init))

static void
numbers_class_init (NumbersClass *klass)
{
}

static void
numbers_init (Numbers *self)
{
}

static int n_rows = -1;
static char *text_file;

static const GOptionEntry options[] = {
  { "list", 0, 0, G_OPTION_ARG_INT, &n_rows, "A lazy list of N rows", "N" },
  { "text", 0, 0, G_OPTION_ARG_FILENAME, &text_file, "A text view with the text of a file", "FILE" },
  { NULL }
};

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_list (void)
{
  Numbers *numbers = g_object_new (TYPE_NUMBERS, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  numbers->n_items = (guint) n_rows;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (numbers))),
                                                    factory));
  return scrolled;
}

static GtkWidget *
make_text (void)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *text = NULL;

  if (!g_file_get_contents (text_file, &text, NULL, NULL))
    text = g_strdup ("");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  g_print ("painted\n");
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = n_rows >= 0 ? make_list () : text_file != NULL ? make_text () : gtk_label_new ("");

  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("org.jarida.Floor", G_APPLICATION_NON_UNIQUE);

  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
