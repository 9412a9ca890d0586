/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspapers-page.h"

#include <glib/gi18n.h>

#include "jarida-newspaper-names.h"
#include "jarida-newspapers-country.h"
#include "jarida-spinner.h"

struct _JaridaNewspapersPage
{
  GtkWidget              parent_instance;

  JaridaReader          *reader;       /* (owned) (nullable) */
  JaridaNewspaperChoice *choice;       /* (owned) (nullable) */
  GCancellable          *loading;      /* (owned) */
  gboolean               welcome;

  /* Template children */
  GtkStack              *stack;
  AdwStatusPage         *trouble_page;
  GtkWidget             *intro;
  GtkFlowBox            *countries;
  GtkFlowBox            *languages;
  GtkSearchEntry        *search;
  GtkCheckButton        *unverified;
  GtkBox                *sections;
  GtkLabel              *nothing;
  GtkWidget             *foot;
  GtkWidget             *offline;
  GtkButton             *apply;
};

enum
{
  PROP_0,
  PROP_WELCOME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaNewspapersPage, jarida_newspapers_page, GTK_TYPE_WIDGET)

/* ---- What is chosen ---- */

static void
update_apply (JaridaNewspapersPage *self)
{
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GPtrArray) removed = NULL;
  g_autofree char *label = NULL;

  jarida_newspaper_choice_get_changes (self->choice, &added, &removed);
  if (self->welcome && added->len > 0)
    label = g_strdup_printf (ngettext ("_Fetch %u Newspaper", "_Fetch %u Newspapers", added->len), added->len);
  else if (self->welcome)
    label = g_strdup (_("Choose Newspapers First"));
  else if (added->len > 0 && removed->len > 0)
    /* Translators: how many newspapers are added and removed. */
    label = g_strdup_printf (_("_Add %1$u, Remove %2$u"), added->len, removed->len);
  else if (removed->len > 0)
    label = g_strdup_printf (ngettext ("_Remove %u Newspaper", "_Remove %u Newspapers", removed->len), removed->len);
  else if (added->len > 0)
    label = g_strdup_printf (ngettext ("_Add %u Newspaper", "_Add %u Newspapers", added->len), added->len);
  else
    label = g_strdup (_("No Changes"));
  gtk_button_set_label (self->apply, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply),
                            added->len + removed->len > 0 && !jarida_reader_get_frozen (self->reader));
}

static void
update_offline (JaridaNewspapersPage *self)
{
  gtk_widget_set_visible (self->offline, !jarida_reader_get_online (self->reader));
}

static void
apply_cb (JaridaNewspapersPage *self)
{
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GPtrArray) removed = NULL;

  jarida_newspaper_choice_get_changes (self->choice, &added, &removed);
  g_signal_emit (self, chosen_signal, 0, added, removed);
}

/* ---- What is shown ---- */

static void
update_sections (JaridaNewspapersPage *self)
{
  const GPtrArray *countries = jarida_newspaper_choice_get_countries (self->choice);
  gboolean any_country = FALSE;
  guint n_listed = 0;

  for (guint i = 0; i < countries->len; i++)
    {
      const JaridaCatalogueCountry *country = countries->pdata[i];
      GtkWidget *section = g_object_get_data (G_OBJECT (self->sections), country->code);
      const gboolean wanted = jarida_newspaper_choice_has_country (self->choice, country->code);

      any_country = any_country || wanted;
      if (section == NULL && wanted)
        {
          section = jarida_newspapers_country_new (self->choice, country);
          g_object_set_data (G_OBJECT (self->sections), country->code, section);
          gtk_box_append (self->sections, section);
        }
      if (section != NULL)
        n_listed += jarida_newspapers_country_update (JARIDA_NEWSPAPERS_COUNTRY (section));
    }
  gtk_label_set_text (self->nothing, any_country ? _("No newspaper is called so.") : _("Choose a country above."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_listed == 0);
}

static void
search_cb (JaridaNewspapersPage *self)
{
  if (self->choice != NULL)
    jarida_newspaper_choice_set_words (self->choice, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (JaridaNewspapersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
unverified_cb (JaridaNewspapersPage *self)
{
  if (self->choice != NULL)
    jarida_newspaper_choice_set_unverified (self->choice, gtk_check_button_get_active (self->unverified));
}

static void
country_cb (JaridaNewspapersPage *self,
            GtkToggleButton      *chip)
{
  jarida_newspaper_choice_set_country (self->choice, g_object_get_data (G_OBJECT (chip), "code"),
                                       gtk_toggle_button_get_active (chip));
}

static void
language_cb (JaridaNewspapersPage *self,
             GtkToggleButton      *chip)
{
  jarida_newspaper_choice_set_language (self->choice, g_object_get_data (G_OBJECT (chip), "code"),
                                        gtk_toggle_button_get_active (chip));
}

static void
add_chip (JaridaNewspapersPage *self,
          GtkFlowBox           *to,
          const char           *code,
          const char           *markup,
          gboolean              active,
          GCallback             toggled)
{
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *child = gtk_flow_box_child_new ();
  g_autofree char *said = jarida_newspaper_names_said (markup);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), active);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data_full (G_OBJECT (chip), "code", g_strdup (code), g_free);
  g_signal_connect_object (chip, "toggled", toggled, self, G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_halign (child, GTK_ALIGN_START);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), chip);
  gtk_flow_box_insert (to, child, -1);
}

static void
add_chips (JaridaNewspapersPage *self)
{
  const GPtrArray *countries = jarida_newspaper_choice_get_countries (self->choice);
  const GPtrArray *languages = jarida_newspaper_choice_get_languages (self->choice);

  for (guint i = 0; i < countries->len; i++)
    {
      const JaridaCatalogueCountry *country = countries->pdata[i];
      g_autofree char *markup = jarida_newspaper_names_country (country);

      add_chip (self, self->countries, country->code, markup,
                jarida_newspaper_choice_has_country (self->choice, country->code), G_CALLBACK (country_cb));
    }
  for (guint i = 0; i < languages->len; i++)
    {
      g_autofree char *markup = jarida_newspaper_names_language (languages->pdata[i]);

      add_chip (self, self->languages, languages->pdata[i], markup,
                jarida_newspaper_choice_has_language (self->choice, languages->pdata[i]), G_CALLBACK (language_cb));
    }
}

static gboolean
has_unverified (const JaridaCatalogue *catalogue)
{
  const GPtrArray *newspapers = jarida_catalogue_get_newspapers (catalogue);

  for (guint i = 0; i < newspapers->len; i++)
    if (!((JaridaCatalogueNewspaper *) newspapers->pdata[i])->verified)
      return TRUE;
  return FALSE;
}

/* Names of locales, from the languages of the window and from the country of dates and of paper. */
static char **
list_locales (void)
{
  g_autoptr(GStrvBuilder) locales = g_strv_builder_new ();

  g_strv_builder_addv (locales, (const char **) g_get_language_names ());
  g_strv_builder_addv (locales, (const char **) g_get_language_names_with_category ("LC_TIME"));
  return g_strv_builder_end (locales);
}

static void
show_catalogue (JaridaNewspapersPage  *self,
                const JaridaCatalogue *catalogue)
{
  g_auto(GStrv) locales = list_locales ();

  self->choice = jarida_newspaper_choice_new (catalogue, self->reader, (const char *const *) locales);
  gtk_check_button_set_active (self->unverified, jarida_newspaper_choice_get_unverified (self->choice));
  gtk_widget_set_visible (GTK_WIDGET (self->unverified), has_unverified (catalogue));
  add_chips (self);
  g_signal_connect_object (self->choice, "proposed", G_CALLBACK (update_sections), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "ticked", G_CALLBACK (update_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::online", G_CALLBACK (update_offline), self, G_CONNECT_SWAPPED);
  update_sections (self);
  update_apply (self);
  update_offline (self);
  gtk_widget_set_visible (self->foot, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static void
catalogue_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaNewspapersPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  const JaridaCatalogue *catalogue = jarida_reader_load_catalogue_finish (JARIDA_READER (source), result, &error);

  if (self->reader == NULL)
    return;
  if (catalogue != NULL)
    {
      show_catalogue (self, catalogue);
      return;
    }
  /* It names a file, whose name may have any sign. */
  text = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->trouble_page, text);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* ---- The widget ---- */

static void
jarida_newspapers_page_dispose (GObject *object)
{
  JaridaNewspapersPage *self = JARIDA_NEWSPAPERS_PAGE (object);

  g_cancellable_cancel (self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_NEWSPAPERS_PAGE);
  g_clear_object (&self->choice);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_newspapers_page_parent_class)->dispose (object);
}

static void
jarida_newspapers_page_finalize (GObject *object)
{
  g_object_unref (JARIDA_NEWSPAPERS_PAGE (object)->loading);
  G_OBJECT_CLASS (jarida_newspapers_page_parent_class)->finalize (object);
}

static void
jarida_newspapers_page_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WELCOME:
      g_value_set_boolean (value, JARIDA_NEWSPAPERS_PAGE (object)->welcome);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_newspapers_page_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  JaridaNewspapersPage *self = JARIDA_NEWSPAPERS_PAGE (object);

  switch (prop_id)
    {
    case PROP_WELCOME:
      self->welcome = g_value_get_boolean (value);
      gtk_widget_set_visible (self->intro, self->welcome);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_newspapers_page_class_init (JaridaNewspapersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_newspapers_page_dispose;
  object_class->finalize = jarida_newspapers_page_finalize;
  object_class->get_property = jarida_newspapers_page_get_property;
  object_class->set_property = jarida_newspapers_page_set_property;
  properties[PROP_WELCOME] = g_param_spec_boolean ("welcome", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  chosen_signal = g_signal_new ("chosen", JARIDA_TYPE_NEWSPAPERS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "newspapers");
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-newspapers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, intro);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, countries);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, languages);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, search);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, unverified);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, sections);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, foot);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, offline);
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersPage, apply);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, unverified_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
jarida_newspapers_page_init (JaridaNewspapersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->loading = g_cancellable_new ();
}

GtkWidget *
jarida_newspapers_page_new (void)
{
  return g_object_new (JARIDA_TYPE_NEWSPAPERS_PAGE, NULL);
}

void
jarida_newspapers_page_set_reader (JaridaNewspapersPage *self,
                                   JaridaReader         *reader)
{
  g_return_if_fail (JARIDA_IS_NEWSPAPERS_PAGE (self));
  g_return_if_fail (self->reader == NULL);

  self->reader = g_object_ref (reader);
  jarida_reader_load_catalogue_async (reader, self->loading, catalogue_cb, g_object_ref (self));
}

JaridaNewspaperChoice *
jarida_newspapers_page_get_choice (JaridaNewspapersPage *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPERS_PAGE (self), NULL);
  return self->choice;
}

void
jarida_newspapers_page_choose_country (JaridaNewspapersPage *self,
                                       const char           *code)
{
  g_return_if_fail (JARIDA_IS_NEWSPAPERS_PAGE (self));

  for (int i = 0; gtk_flow_box_get_child_at_index (self->countries, i) != NULL; i++)
    {
      GtkWidget *chip = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (self->countries, i));

      if (g_strcmp0 (g_object_get_data (G_OBJECT (chip), "code"), code) == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
    }
}
