/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-sheet.h"

#include <glib/gi18n.h>

#include "jarida-report-text.h"

struct _JaridaReportSheet
{
  JaridaSheet         parent_instance;

  JaridaReportReason  reason;      /* 0: none chosen yet */
  GtkWidget          *first;       /* borrowed: the first of the reasons */
  gboolean            composing;   /* an input method is at work in the comment: Enter is its own */

  /* Template children */
  GtkButton          *button;
  GtkLabel           *caption;
  GtkWidget          *reasons;     /* both of these, beside each other where there is room */
  GtkBox             *voted;       /* reasons that may hide by themselves */
  GtkBox             *examined;    /* those that a person looks at */
  GtkLabel           *comment_label;
  GtkLabel           *count;
  GtkTextView        *comment;
  GtkCheckButton     *hide;
  GtkLabel           *privacy;
};

/* Two columns of reasons from this width on. */
#define TWO_COLUMNS 540
#define COLUMN_SPACING 12

static guint reported_signal;

G_DEFINE_FINAL_TYPE (JaridaReportSheet, jarida_report_sheet, JARIDA_TYPE_SHEET)

/* (transfer full) (nullable) when nothing is written. */
static char *
get_comment (JaridaReportSheet *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->comment);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_complete (JaridaReportSheet *self)
{
  g_autofree char *comment = get_comment (self);

  return self->reason != 0 && (comment != NULL || !jarida_report_reason_needs_comment (self->reason));
}

static void
update (JaridaReportSheet *self)
{
  gboolean needed = self->reason != 0 && jarida_report_reason_needs_comment (self->reason);
  int n_characters = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->comment));
  g_autofree char *count = g_strdup_printf ("%d / %d", n_characters, JARIDA_COMMENT_CHARACTERS);

  gtk_label_set_label (self->comment_label, needed ? _("Comment (needed for this reason)") : _("Comment"));
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_characters > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), is_complete (self));
}

static void
accept_cb (JaridaReportSheet *self)
{
  g_autofree char *comment = get_comment (self);

  if (!is_complete (self))
    return;
  g_signal_emit (self, reported_signal, 0, (int) self->reason, comment, gtk_check_button_get_active (self->hide));
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
leave_cb (JaridaReportSheet *self)
{
  jarida_sheet_leave (JARIDA_SHEET (self));
}

/* ---- Reasons ---- */

static void
reason_toggled_cb (GtkCheckButton    *check,
                   JaridaReportSheet *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->reason = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "reason"));
  update (self);
}

static GtkWidget *
make_label (const char *words,
            const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, style);
    }
  return label;
}

static GtkWidget *
make_reason (JaridaReportSheet  *self,
             JaridaReportReason  reason)
{
  const char *words = jarida_report_reason_text (reason);
  const char *explanation = jarida_report_reason_explanation (reason);
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label (words, NULL));
  if (explanation != NULL)
    gtk_box_append (GTK_BOX (box), make_label (explanation, "caption"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (explanation != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
  g_object_set_data (G_OBJECT (check), "reason", GINT_TO_POINTER (reason));
  if (self->first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->first));
  g_signal_connect (check, "toggled", G_CALLBACK (reason_toggled_cb), self);
  return check;
}

static GtkWidget *
find_reason (JaridaReportSheet  *self,
             JaridaReportReason  reason)
{
  GtkBox *box = jarida_report_reason_may_hide (reason) ? self->voted : self->examined;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "reason")) == (int) reason)
      return child;
  return NULL;
}

/* ---- Columns: all reasons are seen at once where there is room ---- */

static GtkSizeRequestMode
columns_mode (GtkWidget *columns)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
column_width (int width)
{
  return width >= TWO_COLUMNS ? (width - COLUMN_SPACING) / 2 : width;
}

static void
measure_columns (GtkWidget      *columns,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  const gboolean vertical = orientation == GTK_ORIENTATION_VERTICAL;
  const gboolean below = vertical && for_size < TWO_COLUMNS;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (columns); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const gboolean first = child == gtk_widget_get_first_child (columns);
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, vertical ? column_width (for_size) : -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = below && !first ? *minimum + COLUMN_SPACING + child_minimum : MAX (*minimum, child_minimum);
      *natural = below && !first ? *natural + COLUMN_SPACING + child_natural : MAX (*natural, child_natural);
    }
}

static void
allocate_columns (GtkWidget *columns,
                  int        width,
                  int        height,
                  int        baseline)
{
  const gboolean beside = width >= TWO_COLUMNS, mirrored = gtk_widget_get_direction (columns) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, column_width (width), 0 };

  if (beside && mirrored)
    place.x = width - place.width;
  for (GtkWidget *child = gtk_widget_get_first_child (columns); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      if (beside)
        place.x = mirrored ? 0 : width - place.width;
      else
        place.y += place.height + COLUMN_SPACING;
    }
}

/* ---- Keys and the comment ---- */

static gboolean
is_among_reasons (JaridaReportSheet *self,
                  GtkWidget         *widget)
{
  return widget != NULL && gtk_widget_is_ancestor (widget, self->reasons);
}

/* Enter is "Report": also on a reason, which Space chooses, and in the comment, where Shift makes a new line. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        JaridaReportSheet     *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean among_reasons = is_among_reasons (self, focus);

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) || (modifiers & GDK_SHIFT_MASK) ||
      self->composing || (focus != GTK_WIDGET (self->comment) && focus != GTK_WIDGET (self->hide) && !among_reasons))
    return FALSE;
  /* The first Enter on a reason that is not chosen chooses it. */
  if (among_reasons && GTK_IS_CHECK_BUTTON (focus) && !gtk_check_button_get_active (GTK_CHECK_BUTTON (focus)))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (focus), TRUE);
  else if (is_complete (self))
    accept_cb (self);
  else if (self->reason != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->comment));
  return TRUE;
}

static void
preedit_cb (JaridaReportSheet *self,
            const char        *preedit)
{
  self->composing = *preedit != '\0';
}

/* What is pasted may be longer than what may be said: it is cut, not refused. */
static void
insert_cb (GtkTextBuffer     *buffer,
           GtkTextIter       *place,
           const char        *text,
           int                length,
           JaridaReportSheet *self)
{
  int room = JARIDA_COMMENT_CHARACTERS - gtk_text_buffer_get_char_count (buffer);
  const char *end;

  if (g_utf8_strlen (text, length) <= room)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  end = g_utf8_offset_to_pointer (text, MAX (room, 0));
  if (end > text)
    gtk_text_buffer_insert (buffer, place, text, end - text);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
jarida_report_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_REPORT_SHEET);
  G_OBJECT_CLASS (jarida_report_sheet_parent_class)->dispose (object);
}

static void
jarida_report_sheet_class_init (JaridaReportSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_report_sheet_dispose;
  reported_signal = g_signal_new ("reported", JARIDA_TYPE_REPORT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-report-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, button);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, caption);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, reasons);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, voted);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, examined);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, comment_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, count);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, comment);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, hide);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportSheet, privacy);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
jarida_report_sheet_init (JaridaReportSheet *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->reasons, gtk_custom_layout_new (columns_mode, measure_columns, allocate_columns));
  for (JaridaReportReason reason = JARIDA_REASON_VIOLENCE; reason <= JARIDA_REASON_LAST; reason++)
    {
      GtkWidget *check = make_reason (self, reason);

      if (self->first == NULL)
        self->first = check;
      gtk_box_append (jarida_report_reason_may_hide (reason) ? self->voted : self->examined, check);
    }
  gtk_label_set_label (self->privacy, jarida_report_privacy_text ());
  buffer = gtk_text_view_get_buffer (self->comment);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_cb), self);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->comment, "preedit-changed", G_CALLBACK (preedit_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  update (self);
}

JaridaSheet *
jarida_report_sheet_new (const char *caption)
{
  JaridaReportSheet *self = g_object_new (JARIDA_TYPE_REPORT_SHEET, NULL);

  jarida_sheet_set_name (JARIDA_SHEET (self), _("Report This Picture"));
  if (caption != NULL)
    gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);
  gtk_widget_grab_focus (self->first);
  return JARIDA_SHEET (self);
}

void
jarida_report_sheet_choose (JaridaReportSheet  *self,
                            JaridaReportReason  reason)
{
  GtkWidget *check;

  g_return_if_fail (JARIDA_IS_REPORT_SHEET (self));

  check = find_reason (self, reason);
  if (check != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}
