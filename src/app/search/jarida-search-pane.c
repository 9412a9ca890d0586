/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "jarida-generation.h"
#include "jarida-search-hint.h"
#include "jarida-search-older.h"
#include "jarida-search-online.h"
#include "jarida-search-places.h"
#include "jarida-search-session.h"

/* What is said of words that were not found; nobody reads a page of them again. */
#define SHOWN_CHARACTERS 60

struct _JaridaSearchPane
{
  GtkWidget               parent_instance;

  JaridaReader           *reader;      /* (owned) (nullable) */
  JaridaSearchSession    *session;     /* (owned) (nullable) */
  JaridaOnlineSearch     *online;      /* (owned) (nullable) */
  char                   *online_text; /* (owned) (nullable) what that is about, */
  gboolean                online_here; /* and where */
  JaridaHeadlineSnippets *snippets;    /* (owned) (nullable) */
  JaridaPlace             place;       /* where the person was */
  gboolean                opening;     /* nothing is asked while the parts are set */
  JaridaGrouping          grouping;

  /* Template children */
  GtkWidget              *box;
  GtkEditable            *entry;
  JaridaSearchPlaces     *places;
  GtkWidget              *more_button;
  GtkWidget              *scope;
  GtkToggleButton        *everywhere;
  GtkToggleButton        *here;
  GtkLabel               *here_label;
  GtkWidget              *line;
  GtkLabel               *count;
  GtkDropDown            *order;
  GtkLabel               *behind;
  GtkStack               *stack;
  JaridaHeadlineView     *view;
  JaridaSearchOlder      *older;
  AdwStatusPage          *nothing_page;
  GtkButton              *nothing_button;
  JaridaSearchOnline     *online_bar;
  GtkRevealer            *pill;
  GtkButton              *pill_button;
};

enum
{
  PROP_0,
  PROP_BY_TIME,
  PROP_GROUPING,
  N_PROPS
};

enum
{
  CLOSED,
  CHANGED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaSearchPane, jarida_search_pane, GTK_TYPE_WIDGET)

/* ---- What it says ---- */

static char *
describe_count (guint    n,
                gboolean more)
{
  if (more)
    /* Translators: "1,000+ found": there are more articles than are counted yet. */
    return g_strdup_printf (ngettext ("%'u+ found", "%'u+ found", n), n);
  return g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
}

static void
show_count (JaridaSearchPane *self)
{
  gboolean more;
  const guint n = jarida_search_session_count (self->session, &more);
  g_autofree char *text = n > 0 ? describe_count (n, more) : g_strdup ("");

  gtk_widget_set_visible (self->line, *text != '\0');
  if (g_str_equal (text, gtk_label_get_text (self->count)))
    return;
  gtk_label_set_text (self->count, text);
  /* Who does not see the number hears it, while the keyboard stays in the entry. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (*text != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)))
    jarida_widget_announce (GTK_WIDGET (self->entry), text);
}

static void
show_nothing (JaridaSearchPane         *self,
              const JaridaSearchResult *found)
{
  g_autofree char *text = g_strstrip (g_strdup (jarida_search_result_get_text (found)));
  g_autofree char *cut = g_utf8_strlen (text, -1) > SHOWN_CHARACTERS ? g_utf8_substring (text, 0, SHOWN_CHARACTERS) : NULL;
  g_autofree char *shown = cut != NULL ? g_strconcat (cut, "…", NULL) : g_strdup (text);
  /* Translators: the words that somebody has searched for. */
  g_autofree char *sentence = g_strdup_printf (_("Nothing found for “%s”"), shown);
  const gboolean narrow = !gtk_toggle_button_get_active (self->everywhere);

  adw_status_page_set_title (self->nothing_page, sentence);
  gtk_button_set_label (self->nothing_button, narrow ? _("Search Everywhere") : _("Clear"));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    jarida_widget_announce (GTK_WIDGET (self->entry), sentence);
}

static void
update_behind (JaridaSearchPane *self)
{
  const guint n = jarida_reader_get_unindexed (self->reader);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->behind), n > 0);
  if (n == 0)
    return;
  /* Translators: articles that cannot be found yet, because the index has still to read them. */
  text = g_strdup_printf (ngettext ("Still reading %'u article in…", "Still reading %'u articles in…", n), n);
  gtk_label_set_text (self->behind, text);
}

/* The examples, the rows, of the shelf or of a portal, or that there are none. */
static void
show_state (JaridaSearchPane *self)
{
  JaridaSearchResult *found = jarida_search_session_get_found (self->session);
  const gboolean none = found != NULL && g_list_model_get_n_items (G_LIST_MODEL (jarida_search_session_get_list (self->session))) == 0;

  jarida_search_online_set_alone (self->online_bar, none);
  if (found == NULL)
    gtk_stack_set_visible_child_name (self->stack, "hint");
  else if (none && g_list_model_get_n_items (jarida_online_search_get_rows (self->online)) == 0)
    show_nothing (self, found);
  else
    gtk_stack_set_visible_child_name (self->stack, "found");
}

static void
rows_changed_cb (JaridaSearchPane *self)
{
  if (self->session != NULL)
    show_state (self);
}

static void
answered_cb (JaridaSearchPane *self)
{
  JaridaSearchResult *found = jarida_search_session_get_found (self->session);

  gtk_revealer_set_reveal_child (self->pill, FALSE);
  show_count (self);
  jarida_headline_snippets_set_found (self->snippets, found);
  jarida_online_search_tidy (self->online);
  jarida_headline_view_select_again (self->view);
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The list is longer, or its number is known. */
static void
went_on_cb (JaridaSearchPane *self)
{
  show_count (self);
  jarida_online_search_tidy (self->online);
  jarida_headline_view_select_again (self->view);
}

static gboolean
is_at_top (JaridaSearchPane *self)
{
  return gtk_adjustment_get_value (jarida_headline_view_get_adjustment (self->view)) <= 0;
}

/* The list does not move under a person's eyes. */
static void
news_cb (JaridaSearchPane *self,
         guint             n)
{
  g_autofree char *text = NULL;

  if (is_at_top (self))
    {
      jarida_search_session_show_news (self->session);
      return;
    }
  text = g_strdup_printf (ngettext ("%u new article", "%u new articles", n), n);
  gtk_button_set_label (self->pill_button, text);
  gtk_revealer_set_reveal_child (self->pill, TRUE);
}

static void
show_news_cb (JaridaSearchPane *self)
{
  jarida_search_session_show_news (self->session);
  jarida_headline_view_scroll_to_top (self->view);
}

static void
failed_cb (JaridaSearchPane *self,
           const GError     *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* ---- What the person does ---- */

/* Portals are not asked by that: what they have said of another question goes. */
static void
set_online_question (JaridaSearchPane *self,
                     const char       *text)
{
  const gboolean here = !gtk_toggle_button_get_active (self->everywhere);

  if (g_strcmp0 (text, self->online_text) == 0 && here == self->online_here)
    return;
  g_free (self->online_text);
  self->online_text = g_strdup (text);
  self->online_here = here;
  jarida_online_search_set_question (self->online, text, here ? &self->place : NULL, jarida_search_session_get_list (self->session));
}

static void
ask (JaridaSearchPane *self,
     gboolean          typing)
{
  g_autofree char *text = jarida_search_pane_dup_text (self);
  const gboolean everywhere = gtk_toggle_button_get_active (self->everywhere);
  JaridaSearchFlags flags = typing ? JARIDA_SEARCH_TYPING : 0;

  gtk_widget_set_sensitive (self->more_button, *text != '\0');
  if (self->session == NULL || self->opening)
    return;
  set_online_question (self, text);
  if (*text == '\0')
    {
      jarida_search_session_clear (self->session);
      return;
    }
  if (gtk_drop_down_get_selected (self->order) == 1)
    flags |= JARIDA_SEARCH_BY_TIME;
  jarida_search_session_ask (self->session, text, everywhere ? NULL : &self->place, flags);
  jarida_headline_view_scroll_to_top (self->view);
}

/* Names of places to choose from, while one is written. */
static void
look_for_names (JaridaSearchPane *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (self->session != NULL)
    jarida_search_places_look (self->places, text, (gsize) (g_utf8_offset_to_pointer (text, gtk_editable_get_position (self->entry)) - text));
}

static void
changed_cb (JaridaSearchPane *self)
{
  ask (self, TRUE);
}

static void
activate_cb (JaridaSearchPane *self)
{
  ask (self, FALSE);
}

static void
scope_cb (JaridaSearchPane *self)
{
  ask (self, TRUE);
}

static void
order_cb (JaridaSearchPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY_TIME]);
  ask (self, TRUE);
}

static void
stop_cb (JaridaSearchPane *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
name_cb (JaridaSearchPane *self,
         const char       *text)
{
  jarida_search_pane_set_text (self, text);
}

static void
example_cb (JaridaSearchPane *self,
            const char       *text)
{
  jarida_search_pane_set_text (self, text);
}

/* The one thing to do when nothing was found. */
static void
nothing_cb (JaridaSearchPane *self)
{
  if (gtk_toggle_button_get_active (self->everywhere))
    gtk_editable_set_text (self->entry, "");
  else
    gtk_toggle_button_set_active (self->everywhere, TRUE);
  jarida_search_pane_take_keyboard (self);
}

/* Arrangements are named, in the menu and in the settings. */
static const char * const groupings[] = { "none", "newspaper", "day" };

static void
set_grouping (JaridaSearchPane *self,
              const char       *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++)
    if (g_strcmp0 (name, groupings[i]) == 0 && self->grouping != i)
      {
        self->grouping = i;
        if (self->session != NULL)
          jarida_headline_list_set_grouping (jarida_search_session_get_list (self->session), self->grouping);
        jarida_headline_view_scroll_to_top (self->view);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUPING]);
        return;
      }
}

/* From group to group. */
static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        modifiers,
             JaridaSearchPane      *self)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    return jarida_headline_view_walk_group (self->view, 1);
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    return jarida_headline_view_walk_group (self->view, -1);
  return FALSE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        JaridaSearchPane      *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  /* To what stands below: the names, the articles, the examples, the button. */
  if (jarida_search_places_take_keyboard (self->places))
    return TRUE;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "found") == 0)
    return jarida_headline_view_take_keyboard (self->view);
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/* ---- The widget ---- */

static void
jarida_search_pane_dispose (GObject *object)
{
  JaridaSearchPane *self = JARIDA_SEARCH_PANE (object);

  g_clear_object (&self->session);
  /* It lives as long as somebody is asked; nobody waits for the others any more. */
  if (self->online != NULL)
    jarida_online_search_stop (self->online);
  g_clear_object (&self->online);
  g_clear_pointer (&self->online_text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_SEARCH_PANE);
  g_clear_object (&self->snippets);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_search_pane_parent_class)->dispose (object);
}

static void
jarida_search_pane_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BY_TIME:
      g_value_set_boolean (value, gtk_drop_down_get_selected (JARIDA_SEARCH_PANE (object)->order) == 1);
      break;
    case PROP_GROUPING:
      g_value_set_static_string (value, groupings[JARIDA_SEARCH_PANE (object)->grouping]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_search_pane_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_BY_TIME:
      gtk_drop_down_set_selected (JARIDA_SEARCH_PANE (object)->order, g_value_get_boolean (value) ? 1 : 0);
      break;
    case PROP_GROUPING:
      set_grouping (JARIDA_SEARCH_PANE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-search-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, box);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, entry);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, places);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, more_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, scope);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, everywhere);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, here);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, here_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, line);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, count);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, order);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, behind);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, view);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, older);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, nothing_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, online_bar);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, pill);
  gtk_widget_class_bind_template_child (widget_class, JaridaSearchPane, pill_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_cb);
  gtk_widget_class_bind_template_callback (widget_class, example_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, nothing_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_news_cb);
}

static void
jarida_search_pane_class_init (JaridaSearchPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_search_pane_dispose;
  object_class->get_property = jarida_search_pane_get_property;
  object_class->set_property = jarida_search_pane_set_property;
  properties[PROP_BY_TIME] = g_param_spec_boolean ("by-time", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_GROUPING] = g_param_spec_string ("grouping", NULL, NULL, "none",
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "search.grouping", "grouping");
  signals[CLOSED] = g_signal_new ("closed", JARIDA_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", JARIDA_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", JARIDA_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (JARIDA_TYPE_HEADLINE_VIEW);
  g_type_ensure (JARIDA_TYPE_SEARCH_HINT);
  g_type_ensure (JARIDA_TYPE_SEARCH_ONLINE);
  g_type_ensure (JARIDA_TYPE_SEARCH_OLDER);
  g_type_ensure (JARIDA_TYPE_SEARCH_PLACES);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "search");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  bind_template (widget_class);
}

static void
jarida_search_pane_init (JaridaSearchPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->line, FALSE);
  /* The cursor is moved after the text was changed. */
  g_signal_connect_object (self->entry, "notify::cursor-position", G_CALLBACK (look_for_names), self, G_CONNECT_SWAPPED);
}

GtkWidget *
jarida_search_pane_new (JaridaReader     *reader,
                        JaridaThumbnails *thumbnails)
{
  JaridaSearchPane *self = g_object_new (JARIDA_TYPE_SEARCH_PANE, NULL);

  self->reader = g_object_ref (reader);
  self->session = jarida_search_session_new (reader);
  self->online = jarida_online_search_new (reader);
  jarida_search_session_set_beside (self->session, jarida_online_search_get_rows (self->online));
  self->snippets = jarida_headline_snippets_new (reader);
  g_signal_connect_object (self->session, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "went-on", G_CALLBACK (went_on_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "search-changed", G_CALLBACK (update_behind), self, G_CONNECT_SWAPPED);
  jarida_search_places_set_reader (self->places, reader);
  jarida_headline_view_set_snippets (self->view, self->snippets);
  jarida_headline_view_set_thumbnails (self->view, thumbnails);
  g_signal_connect_object (jarida_online_search_get_rows (self->online), "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  jarida_search_online_set_search (self->online_bar, self->online);
  jarida_headline_view_set_behind (self->view, jarida_online_search_get_rows (self->online));
  jarida_search_older_set_list (self->older, self->session, self->view);
  jarida_headline_view_set_list (self->view, jarida_search_session_get_list (self->session), 0);
  return GTK_WIDGET (self);
}

void
jarida_search_pane_open (JaridaSearchPane  *self,
                         const JaridaPlace *place,
                         const char        *name)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PANE (self));

  self->opening = TRUE;
  gtk_toggle_button_set_active (self->everywhere, TRUE);
  gtk_widget_set_visible (self->scope, place != NULL);
  if (place != NULL)
    {
      /* Translators: the name of a newspaper, a section or the like, to search there only. */
      g_autofree char *label = g_strdup_printf (_("In %s"), name);

      self->place = *place;
      gtk_label_set_text (self->here_label, label);
    }
  self->opening = FALSE;
  update_behind (self);
}

void
jarida_search_pane_clear (JaridaSearchPane *self)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PANE (self));
  gtk_editable_set_text (self->entry, "");
}

void
jarida_search_pane_take_keyboard (JaridaSearchPane *self)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PANE (self));

  /* Selected first: a cursor that blinks already does not like to become a selection. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) == NULL)
    gtk_editable_select_region (self->entry, 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

char *
jarida_search_pane_dup_text (JaridaSearchPane *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_PANE (self), NULL);
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

void
jarida_search_pane_show_question (JaridaSearchPane *self,
                                  const char       *text)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PANE (self));

  self->opening = TRUE;
  gtk_editable_set_text (self->entry, text != NULL ? text : "");
  self->opening = FALSE;
  ask (self, FALSE);
}

void
jarida_search_pane_set_text (JaridaSearchPane *self,
                             const char       *text)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PANE (self));

  self->opening = TRUE;
  gtk_editable_set_text (self->entry, text);
  self->opening = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
  ask (self, FALSE);
}

JaridaHeadlineView *
jarida_search_pane_get_view (JaridaSearchPane *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_PANE (self), NULL);
  return self->view;
}

JaridaSearchResult *
jarida_search_pane_get_found (JaridaSearchPane *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_PANE (self), NULL);
  return jarida_search_session_get_found (self->session);
}

JaridaOnlineSearch *
jarida_search_pane_get_online (JaridaSearchPane *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_PANE (self), NULL);
  return self->online;
}
