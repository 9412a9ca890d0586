/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-calendar.h"

#include <glib/gi18n.h>
#ifdef __GLIBC__
#include <langinfo.h>
#endif

#include "jarida-time-text.h"

#define N_ROWS 6
#define N_DAYS (7 * N_ROWS)
/* From here a day counts as a full one. */
#define MANY 25

struct _JaridaFrontCalendar
{
  GtkPopover    parent_instance;

  JaridaReader *reader;          /* (owned) (nullable) */
  guint32       day;             /* the one that is marked */
  int           year;
  int           month;           /* shown */

  /* Children */
  GtkWidget    *earlier;
  GtkWidget    *later;
  GtkWidget    *title;
  GtkWidget    *weekdays[7];
  GtkWidget    *days[N_DAYS];
  guint32       julians[N_DAYS];
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaFrontCalendar, jarida_front_calendar, GTK_TYPE_POPOVER)

/* 1: Monday … 7: Sunday, as the person's country has it. */
static int
get_first_weekday (void)
{
#ifdef __GLIBC__
  /* These give a byte and a date, not strings: the weekday of that date is the first of the list that the byte counts in. */
  const int first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  const long origin = (long) nl_langinfo (_NL_TIME_WEEK_1STDAY);
  const int offset = origin == 19971130 ? 0 : 1;   /* a Sunday; else a Monday */

  if (first >= 1 && first <= 7)
    return (first - 1 + offset + 6) % 7 + 1;
#endif
  return 1;
}

static guint32
get_first_julian (int year,
                  int month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, month, year);
  return g_date_get_julian (&date);
}

static void
show_day (JaridaFrontCalendar *self,
          guint                i,
          guint32              julian,
          guint                count,
          gboolean             inside)
{
  GtkWidget *button = self->days[i];
  GDate date;
  g_autofree char *text = NULL;
  g_autofree char *edition = jarida_time_text_edition (julian);
  g_autofree char *n_articles = g_strdup_printf (ngettext ("%'u article", "%'u articles", count), count);
  /* Translators: a day and how many articles it has: "Wednesday 7 October 2020, 31 articles". */
  g_autofree char *name = g_strdup_printf (C_("calendar", "%1$s, %2$s"), edition, n_articles);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  text = g_strdup_printf ("%d", g_date_get_day (&date));
  self->julians[i] = julian;
  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_sensitive (button, count > 0);
  gtk_widget_set_opacity (button, inside ? 1 : 0.45);
  gtk_widget_set_tooltip_text (button, count > 0 ? n_articles : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint step = 0; step < 3; step++)
    {
      static const char *const classes[] = { "kept", "many", "chosen" };
      const gboolean has[] = { count > 0, count >= MANY, julian == self->day };

      if (has[step])
        gtk_widget_add_css_class (button, classes[step]);
      else
        gtk_widget_remove_css_class (button, classes[step]);
    }
}

static void
show_month (JaridaFrontCalendar *self)
{
  const guint32 first = get_first_julian (self->year, self->month);
  const guint32 next = self->month == 12 ? get_first_julian (self->year + 1, 1) : get_first_julian (self->year, self->month + 1);
  const int weekday = get_first_weekday ();
  g_autofree char *title = jarida_time_text_month (self->year, self->month);
  guint counts[N_DAYS];
  guint32 start;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, first);
  start = first - (guint32) ((g_date_get_weekday (&date) - weekday + 7) % 7);
  jarida_reader_count_days (self->reader, start, N_DAYS, counts);
  for (guint i = 0; i < N_DAYS; i++)
    show_day (self, i, start + i, counts[i], start + i >= first && start + i < next);
  for (int i = 0; i < 7; i++)
    gtk_label_set_text (GTK_LABEL (self->weekdays[i]), jarida_time_text_weekday_letters ((weekday - 1 + i) % 7 + 1));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_sensitive (self->earlier, jarida_reader_find_day (self->reader, first, -1) != 0);
  gtk_widget_set_sensitive (self->later, jarida_reader_find_day (self->reader, next - 1, 1) != 0);
}

static void
turn_to (JaridaFrontCalendar *self,
         guint32              julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  self->year = g_date_get_year (&date);
  self->month = g_date_get_month (&date);
  show_month (self);
}

/* To the nearest month that has something. */
static void
turned_cb (JaridaFrontCalendar *self,
           GtkWidget           *button)
{
  const guint32 first = get_first_julian (self->year, self->month);
  const guint32 last = (self->month == 12 ? get_first_julian (self->year + 1, 1) : get_first_julian (self->year, self->month + 1)) - 1;
  const guint32 day = button == self->earlier ? jarida_reader_find_day (self->reader, first, -1)
                                              : jarida_reader_find_day (self->reader, last, 1);

  if (day != 0)
    turn_to (self, day);
}

static void
day_clicked_cb (JaridaFrontCalendar *self,
                GtkWidget           *button)
{
  for (guint i = 0; i < N_DAYS; i++)
    if (self->days[i] == button)
      {
        gtk_popover_popdown (GTK_POPOVER (self));
        g_signal_emit (self, chosen_signal, 0, self->julians[i]);
        return;
      }
}

static GtkWidget *
make_turner (JaridaFrontCalendar *self,
             const char          *icon_name,
             const char          *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
jarida_front_calendar_dispose (GObject *object)
{
  g_clear_object (&JARIDA_FRONT_CALENDAR (object)->reader);
  G_OBJECT_CLASS (jarida_front_calendar_parent_class)->dispose (object);
}

static void
jarida_front_calendar_class_init (JaridaFrontCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_front_calendar_dispose;
  chosen_signal = g_signal_new ("chosen", JARIDA_TYPE_FRONT_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
jarida_front_calendar_init (JaridaFrontCalendar *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->earlier = make_turner (self, "go-previous-symbolic", _("Earlier month"));
  self->later = make_turner (self, "go-next-symbolic", _("Later month"));
  self->title = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (bar), self->earlier);
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar), self->later);
  gtk_grid_attach (GTK_GRID (grid), bar, 0, 0, 7, 1);
  for (int i = 0; i < 7; i++)
    {
      self->weekdays[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weekdays[i], "dim-label");
      gtk_grid_attach (GTK_GRID (grid), self->weekdays[i], i, 1, 1, 1);
    }
  for (int i = 0; i < N_DAYS; i++)
    {
      self->days[i] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->days[i], "flat");
      gtk_widget_add_css_class (self->days[i], "day");
      g_signal_connect_object (self->days[i], "clicked", G_CALLBACK (day_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), self->days[i], i % 7, 2 + i / 7, 1, 1);
    }
  gtk_widget_add_css_class (grid, "days");
  gtk_popover_set_child (GTK_POPOVER (self), grid);
}

GtkWidget *
jarida_front_calendar_new (JaridaReader *reader)
{
  JaridaFrontCalendar *self = g_object_new (JARIDA_TYPE_FRONT_CALENDAR, NULL);

  self->reader = g_object_ref (reader);
  return GTK_WIDGET (self);
}

void
jarida_front_calendar_show (JaridaFrontCalendar *self,
                            guint32              julian)
{
  g_return_if_fail (JARIDA_IS_FRONT_CALENDAR (self));
  g_return_if_fail (g_date_valid_julian (julian));

  self->day = julian;
  turn_to (self, julian);
}
