/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *words;
  const char *explanation;   /* (nullable) */
} ReasonText;

static const ReasonText texts[] = {
  [JARIDA_REASON_VIOLENCE] = { N_("Shocking violence"), NULL },
  [JARIDA_REASON_SEXUAL] = { N_("Nudity or sexual content"), NULL },
  [JARIDA_REASON_MINORS] = { N_("Endangers a child"), N_("A child is harmed, exposed, or can be recognised.") },
  [JARIDA_REASON_INTIMATE] = { N_("Intimate image without consent"), NULL },
  [JARIDA_REASON_HATE] = { N_("Hatred or discrimination"), NULL },
  [JARIDA_REASON_PRIVACY] = { N_("Violates privacy"), N_("A private person, an address, a document.") },
  [JARIDA_REASON_SELF_HARM] = { N_("Suicide or self-harm"), NULL },
  [JARIDA_REASON_MISLEADING] = { N_("Misleading, faked or generated"), N_("A moderator looks at it: votes alone do not block it.") },
  [JARIDA_REASON_SCAM] = { N_("Advertising or scam"), N_("A moderator looks at it: votes alone do not block it.") },
  [JARIDA_REASON_COPYRIGHT] = { N_("Copyright"), N_("For holders of rights. A moderator looks at it.") },
  [JARIDA_REASON_BROKEN] = { N_("Broken or off topic"), N_("Helps to mend the feed: it blocks the picture for nobody else.") },
  [JARIDA_REASON_OTHER] = { N_("Something else"), N_("Please say what, below.") },
};

static const ReasonText *
find_text (JaridaReportReason reason)
{
  return (guint) reason < G_N_ELEMENTS (texts) && texts[reason].words != NULL ? &texts[reason]
                                                                             : &texts[JARIDA_REASON_OTHER];
}

const char *
jarida_report_reason_text (JaridaReportReason reason)
{
  return _(find_text (reason)->words);
}

const char *
jarida_report_reason_explanation (JaridaReportReason reason)
{
  const char *explanation = find_text (reason)->explanation;

  return explanation != NULL ? _(explanation) : NULL;
}

/* In the middle of a sentence. */
static char *
lower_first (const char *words)
{
  const char *rest = g_utf8_next_char (words);
  g_autofree char *first = g_utf8_strdown (words, rest - words);

  return g_strconcat (first, rest, NULL);
}

char *
jarida_picture_verdict_text (const JaridaPictureVerdict *verdict)
{
  g_autofree char *reason = lower_first (jarida_report_reason_text (verdict->reason));

  switch (verdict->standing)
    {
    case JARIDA_PICTURE_HIDDEN_BY_YOU:
      /* Translators: %s is a reason such as "shocking violence". */
      return g_strdup_printf (_("Image hidden: %s. You reported it."), reason);
    case JARIDA_PICTURE_HIDDEN_BY_READERS:
      return g_strdup_printf (_("Image hidden: %s. Reported by several readers."), reason);
    case JARIDA_PICTURE_HIDDEN_BY_MODERATOR:
      return g_strdup_printf (_("Image hidden: %s. A moderator’s decision."), reason);
    case JARIDA_PICTURE_SHOWN:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
get_outlook (JaridaReportReason reason)
{
  if (jarida_report_reason_may_hide (reason))
    return _("Thank you for your report! This picture will be blocked automatically when several people have reported it.");
  if (!jarida_report_reason_counts (reason))
    return _("Thank you. Reports like this help to mend newspapers’ feeds; they block no picture.");
  return _("Thank you. A moderator will look at it.");
}

char *
jarida_report_thanks_text (JaridaReportReason reason,
                           gboolean           service,
                           gboolean           online)
{
  if (!service)
    return g_strdup (_("Thank you. No report service is set: the report stays on this computer."));
  if (!online)
    return g_strconcat (get_outlook (reason), " ", _("It will be sent when you are online."), NULL);
  return g_strdup (get_outlook (reason));
}

static const char *
get_state_words (JaridaReportState state)
{
  switch (state)
    {
    case JARIDA_REPORT_QUEUED:
      return _("Waiting to be sent");
    case JARIDA_REPORT_SENDING:
      return _("Being sent");
    case JARIDA_REPORT_SENT:
      return _("Sent");
    case JARIDA_REPORT_REFUSED:
      return _("Refused");
    case JARIDA_REPORT_WITHDRAWN:
      return _("Withdrawn");
    case JARIDA_REPORT_LOCAL:
      return _("Kept on this computer");
    default:
      g_return_val_if_reached ("");
    }
}

char *
jarida_report_state_text (JaridaReportEntry *entry)
{
  const char *words = get_state_words (jarida_report_entry_get_state (entry));
  const char *problem = jarida_report_entry_get_problem (entry);

  /* Translators: how far a report is ("Refused"), and a sentence that says why. */
  return problem != NULL ? g_strdup_printf (_("%1$s. %2$s"), words, problem) : g_strdup (words);
}

const char *
jarida_report_privacy_text (void)
{
  return _("The report contains the address of the picture, its fingerprint and the reason. It does not contain your name, the "
           "article, or what you read.");
}

const char *
jarida_report_privacy_long_text (void)
{
  return _("A report contains the address of the picture, its fingerprint, its size, the reason, your comment if you write one, the "
           "language of the window, the newspaper’s host and the hour. It does not contain your name, the article, or what you read.\n\n"
           "The list of blocked pictures is downloaded whole and compared on this computer: nobody learns which pictures you were "
           "shown. The same requests are made whatever you read. Only when you ask why a picture is hidden is the service asked "
           "about that picture.\n\n"
           "The service sees the address of your connection, uses it while it answers, and keeps only a code of it that is tied to "
           "that one picture and erased thirty days after the decision.\n\n"
           "Your reports are signed with an identifier that was made by chance on this computer. The service keeps only a coded form "
           "of it, and separates it from your reports after ninety days. You can make a new one at any time.\n\n"
           "A report can be withdrawn for a day after it was sent. To complain about a decision, write to whoever runs the service.");
}
