/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-text.h"

#include <glib/gi18n.h>

const char *
jarida_filter_text_action (JaridaFilterAction action)
{
  switch (action)
    {
    case JARIDA_FILTER_ACTION_READ:
      return _("Mark as read");
    case JARIDA_FILTER_ACTION_SAVE:
      return _("Save");
    case JARIDA_FILTER_ACTION_NOTIFY:
      return _("Notify");
    case JARIDA_FILTER_ACTION_HIDE:
    default:
      return _("Hide");
    }
}

const char *
jarida_filter_text_words (JaridaFilter *filter)
{
  const char *query = jarida_filter_get_query (filter);

  return query != NULL && query[0] != '\0' ? query : _("All Articles");
}

char *
jarida_filter_text_summary (JaridaReader *reader,
                            JaridaFilter *filter)
{
  const gint64 source_id = jarida_filter_get_source_id (filter);
  JaridaSource *source = source_id != 0 ? jarida_reader_find_source (reader, source_id) : NULL;

  /* Translators: what a filter does, and the newspaper in which it does so, or "Everywhere". */
  return g_strdup_printf (C_("filter", "%s · %s"), jarida_filter_text_action (jarida_filter_get_action (filter)),
                          source != NULL ? jarida_source_get_title (source) : source_id != 0 ? _("A removed newspaper") : _("Everywhere"));
}

char *
jarida_filter_text_trial (JaridaFilterAction action,
                          guint              n,
                          guint              n_all)
{
  switch (action)
    {
    /* Translators: of the articles that are kept, %2$u in all. */
    case JARIDA_FILTER_ACTION_READ:
      return g_strdup_printf (ngettext ("Would mark %1$u article of %2$u as read", "Would mark %1$u articles of %2$u as read", n), n, n_all);
    case JARIDA_FILTER_ACTION_SAVE:
      return g_strdup_printf (ngettext ("Would save %1$u article of %2$u", "Would save %1$u articles of %2$u", n), n, n_all);
    case JARIDA_FILTER_ACTION_NOTIFY:
      return g_strdup_printf (ngettext ("Would have told you of %1$u article of %2$u", "Would have told you of %1$u articles of %2$u", n), n, n_all);
    case JARIDA_FILTER_ACTION_HIDE:
    default:
      return g_strdup_printf (ngettext ("Would hide %1$u article of %2$u", "Would hide %1$u articles of %2$u", n), n, n_all);
    }
}

char *
jarida_filter_text_done (JaridaFilterAction action,
                         guint              n)
{
  switch (action)
    {
    case JARIDA_FILTER_ACTION_READ:
      return g_strdup_printf (ngettext ("%u article was marked as read.", "%u articles were marked as read.", n), n);
    case JARIDA_FILTER_ACTION_SAVE:
      return g_strdup_printf (ngettext ("%u article was saved.", "%u articles were saved.", n), n);
    case JARIDA_FILTER_ACTION_HIDE:
    case JARIDA_FILTER_ACTION_NOTIFY:
    default:
      return g_strdup_printf (ngettext ("%u article was hidden.", "%u articles were hidden.", n), n);
    }
}
