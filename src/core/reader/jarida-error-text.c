/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* From what happened to a sentence for people: what it was, and what to do next. The rooms below give codes, never words. What
 * happened is sorted in jarida-outcome-from.c. */

#include "jarida-reports-private.h"

#include <glib/gi18n-lib.h>

#include "jarida-backup.h"
#include "jarida-fetch-error.h"
#include "jarida-online-search.h"
#include "jarida-problem.h"
#include "jarida-store.h"

static char *
http_error_text (int status)
{
  if (status == 0)
    return g_strdup (_("The newspaper’s server refused the request. Check the address."));
  /* Translators: %d is a number such as 400 that the server gave. */
  return g_strdup_printf (_("The newspaper’s server refused the request (error %d). Check the address."), status);
}

static char *
server_error_text (int status)
{
  if (status == 0)
    return g_strdup (_("The newspaper’s server has a fault of its own. Jarida will try again later."));
  /* Translators: %d is a number such as 500 that the server gave. */
  return g_strdup_printf (_("The newspaper’s server has a fault of its own (error %d). Jarida will try again later."), status);
}

char *
jarida_outcome_text (JaridaOutcome outcome,
                     int           status)
{
  switch (outcome)
    {
    case JARIDA_OUTCOME_NEVER:
      return g_strdup (_("Not fetched yet."));
    case JARIDA_OUTCOME_OK:
      return g_strdup (_("Up to date."));
    case JARIDA_OUTCOME_UNCHANGED:
      return g_strdup (_("Nothing new."));
    case JARIDA_OUTCOME_CUT:
      return g_strdup (_("Up to date. The feed is longer than Jarida reads: only the articles at its beginning are kept here."));
    case JARIDA_OUTCOME_NO_HEADLINES:
      return g_strdup (_("No headlines could be found on the newspaper’s page. What is kept here stays; Jarida will try again later."));
    case JARIDA_OUTCOME_NO_TEXT:
      return g_strdup (_("The text of the article could not be found on its page. What is kept of it stays; read it at its source."));
    case JARIDA_OUTCOME_CANCELLED:
      return g_strdup (_("Stopped before it was fetched."));
    case JARIDA_OUTCOME_OFFLINE:
      return g_strdup (_("There is no network. What is kept here can be read; Jarida will try again when the network is back."));
    case JARIDA_OUTCOME_UNREACHABLE:
      return g_strdup (_("The newspaper’s server could not be reached. Check the address and the network; Jarida will try again later."));
    case JARIDA_OUTCOME_TIMEOUT:
      return g_strdup (_("The newspaper’s server did not answer in time. Jarida will try again later."));
    case JARIDA_OUTCOME_TLS:
      return g_strdup (_("The server could not prove that it is the newspaper’s own, so nothing was fetched. "
                         "The network may ask you to log in first, or the site’s certificate is out of date."));
    case JARIDA_OUTCOME_NOT_FOUND:
      return g_strdup (_("There is nothing at this address any more. Look on the newspaper’s site for its new feed."));
    case JARIDA_OUTCOME_GONE:
      return g_strdup (_("The newspaper has closed this feed, so it is no longer fetched. Its articles stay here."));
    case JARIDA_OUTCOME_DENIED:
      return g_strdup (_("The newspaper does not let this feed be read without a subscription or from here."));
    case JARIDA_OUTCOME_BUSY:
      return g_strdup (_("The newspaper’s server asked for a pause. Jarida will try again when it allows."));
    case JARIDA_OUTCOME_SERVER_ERROR:
      return server_error_text (status);
    case JARIDA_OUTCOME_HTTP_ERROR:
      return http_error_text (status);
    case JARIDA_OUTCOME_TOO_LARGE:
      return g_strdup (_("What is at this address is too large to be a feed, so it was not read."));
    case JARIDA_OUTCOME_TOO_MANY_REDIRECTS:
      return g_strdup (_("This address leads in circles. Look on the newspaper’s site for its feed."));
    case JARIDA_OUTCOME_NOT_A_FEED:
      return g_strdup (_("There is no feed at this address. Try the address of the newspaper’s front page, or of its RSS page."));
    case JARIDA_OUTCOME_EMPTY:
      return g_strdup (_("The newspaper sent an empty page. Nothing was lost; Jarida will try again later."));
    case JARIDA_OUTCOME_MALFORMED:
      return g_strdup (_("The feed is damaged and could not be read. Nothing was lost; Jarida will try again later."));
    case JARIDA_OUTCOME_DISK_FULL:
      return g_strdup (_("The disk is full, so nothing new could be kept. Make some room and try again."));
    case JARIDA_OUTCOME_READ_ONLY:
      return g_strdup (_("Jarida may not write in its folder, so nothing new could be kept. Check the permissions of your home folder."));
    case JARIDA_OUTCOME_STORE_ERROR:
      return g_strdup (_("The articles could not be kept. Close other copies of Jarida and try again."));
    case JARIDA_OUTCOME_BAD_ADDRESS:
      return g_strdup (_("This is not a web address. It should look like www.example.com."));
    case JARIDA_OUTCOME_UNKNOWN:
    default:
      return g_strdup (_("Something went wrong. Try again."));
    }
}

static char *
store_error_text (const GError *error)
{
  switch ((JaridaStoreError) error->code)
    {
    case JARIDA_STORE_ERROR_TOO_NEW:
      return g_strdup (_("Your articles were kept by a newer version of Jarida. Nothing was touched; use that version, or a newer one."));
    case JARIDA_STORE_ERROR_BROKEN:
      return g_strdup (_("The file that keeps your articles is damaged and could not be opened."));
    case JARIDA_STORE_ERROR_EXISTS:
      return g_strdup (_("This newspaper is among yours already."));
    case JARIDA_STORE_ERROR_NOT_FOUND:
      return g_strdup (_("This article is no longer kept here."));
    case JARIDA_STORE_ERROR_BUSY:
      return g_strdup (_("Another program is using your articles. Close it and try again."));
    case JARIDA_STORE_ERROR_FROZEN:
      return g_strdup (_("Nothing was changed: Jarida can only read its folder for now. Make room on the disk or check the permissions, "
                         "then try again."));
    case JARIDA_STORE_ERROR_READ_ONLY:
    case JARIDA_STORE_ERROR_FULL:
    case JARIDA_STORE_ERROR_FAILED:
    default:
      return jarida_outcome_text (jarida_outcome_from_error (error), 0);
    }
}

static char *
backup_error_text (const GError *error)
{
  switch ((JaridaBackupError) error->code)
    {
    case JARIDA_BACKUP_ERROR_PLACE:
      /* Translators: %s is what the system says, such as “Permission denied”. */
      return g_strdup_printf (_("The backup could not be written there: %s. Choose another place."), error->message);
    case JARIDA_BACKUP_ERROR_NOT_READ_BACK:
      return g_strdup (_("What was written could not be read again, so it was removed: the disk may be failing. "
                         "Back up to another one."));
    case JARIDA_BACKUP_ERROR_UNREADABLE:
      /* Translators: %s is what the system says, such as “No such file or directory”. */
      return g_strdup_printf (_("The backup could not be read: %s."), error->message);
    case JARIDA_BACKUP_ERROR_NOT_ONE:
      return g_strdup (_("This file is not a backup made by Jarida. Nothing was changed."));
    case JARIDA_BACKUP_ERROR_TOO_NEW:
      return g_strdup (_("This backup was made by a newer version of Jarida. Nothing was changed; "
                         "restore it with that version, or a newer one."));
    case JARIDA_BACKUP_ERROR_IN_USE:
      return g_strdup (_("Jarida is using your articles now, so nothing was changed. Close its window, or wait until jarida-cli is done, "
                         "then restore again."));
    case JARIDA_BACKUP_ERROR_DAMAGED:
    default:
      return g_strdup (_("This backup is damaged, so nothing of it was used. Your articles are as they were."));
    }
}

static char *
image_error_text (int code)
{
  switch ((JaridaImageError) code)
    {
    case JARIDA_IMAGE_ERROR_UNKNOWN:
      return g_strdup (_("This is not a picture that can be shown."));
    case JARIDA_IMAGE_ERROR_TOO_LARGE:
      return g_strdup (_("This picture is too large to be shown safely."));
    case JARIDA_IMAGE_ERROR_BROKEN:
      return g_strdup (_("This picture is damaged."));
    case JARIDA_IMAGE_ERROR_HELPER:
    default:
      return g_strdup (_("Pictures cannot be shown: a part of Jarida is missing. Install it again."));
    }
}

/* A file that the person has chosen, a picture of the web: what the system says of either. */
static char *
file_error_text (const GError *error)
{
  switch (error->code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return g_strdup (_("It is no longer there."));
    case G_IO_ERROR_PERMISSION_DENIED:
      return g_strdup (_("Jarida may not read or write there. Check the permissions."));
    default:
      return jarida_outcome_text (jarida_outcome_from_error (error), 0);
    }
}

static char *
report_error_text (int code)
{
  switch ((JaridaPictureError) code)
    {
    case JARIDA_PICTURE_ERROR_TOO_MANY_TODAY:
      return g_strdup (_("You have reported twenty pictures since yesterday. Report further ones tomorrow."));
    case JARIDA_PICTURE_ERROR_TOO_MANY_WAITING:
      return g_strdup (_("Five hundred reports are waiting to be sent. Connect to the network, then report again."));
    case JARIDA_PICTURE_ERROR_INCOMPLETE:
      return g_strdup (_("This reason needs a few words: say in the comment what is wrong with the picture."));
    case JARIDA_PICTURE_ERROR_NO_SERVICE:
      return g_strdup (_("There is no report service. Set its address in the preferences."));
    case JARIDA_PICTURE_ERROR_NO_DECISION:
      return g_strdup (_("The service does not know why this picture is hidden."));
    case JARIDA_PICTURE_ERROR_VIDEO:
      return g_strdup (_("Pictures of videos are switched off."));
    case JARIDA_PICTURE_ERROR_HIDDEN:
    default:
      return g_strdup (_("This picture is hidden."));
    }
}

/* Why a report that was refused was refused. Whatever the service says, the picture stays hidden for its reporter. */
static char *
refusal_text (const JaridaReportRow *row)
{
  const JaridaProblemKind problem = jarida_problem_kind_from_token (row->problem);

  if (problem == JARIDA_PROBLEM_REPORTER_SUSPENDED)
    return g_strdup (_("The service does not accept your reports for the time being. The picture stays hidden for you."));
  if (problem == JARIDA_PROBLEM_TOO_OLD)
    return g_strdup (_("The report could not be delivered within thirty days. The picture stays hidden for you."));
  /* Translators: %d is a number such as 422 that the server gave. */
  return g_strdup_printf (_("The service could not use this report (error %d). The picture stays hidden for you."), row->http);
}

/* A report that is not there any more is withdrawn too. */
static gboolean
was_not_taken_back (const JaridaReportRow *row)
{
  return !row->withdrawing && (row->problem != NULL || (row->http >= 400 && row->http != 404));
}

char *
_jarida_report_problem_text (const JaridaReportRow *row)
{
  switch (row->state)
    {
    case JARIDA_REPORT_REFUSED:
      return refusal_text (row);
    case JARIDA_REPORT_QUEUED:
      if (jarida_problem_kind_from_token (row->problem) == JARIDA_PROBLEM_UPGRADE)
        return g_strdup (_("The service asks for a newer version of Jarida. The report waits until you have it."));
      return row->attempts > 0 ? g_strdup (_("The service could not be reached. Jarida will try again by itself.")) : NULL;
    case JARIDA_REPORT_WITHDRAWN:
      if (was_not_taken_back (row))
        return g_strdup (_("The service did not take it back, and keeps the report."));
      return row->withdrawing ? g_strdup (_("The service will be told when it can be reached.")) : NULL;
    case JARIDA_REPORT_SENDING:
    case JARIDA_REPORT_SENT:
    case JARIDA_REPORT_LOCAL:
    default:
      return NULL;
    }
}

/**
 * jarida_error_text:
 *
 * Returns: (transfer full): a sentence in the person's language; "" for what was cancelled, which is not worth a word
 */
char *
jarida_error_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup ("");
  if (error->domain == JARIDA_STORE_ERROR)
    return store_error_text (error);
  if (error->domain == JARIDA_BACKUP_ERROR)
    return backup_error_text (error);
  if (error->domain == JARIDA_IMAGE_ERROR)
    return image_error_text (error->code);
  if (error->domain == JARIDA_PICTURE_ERROR)
    return report_error_text (error->code);
  if (error->domain == JARIDA_CATALOGUE_ERROR)
    /* Translators: %s is technical: the name of a file, and where in it something is wrong. */
    return g_strdup_printf (_("A file with newspapers could not be read, so what it says is left out: %s."), error->message);
  if (error->domain == G_IO_ERROR)
    return file_error_text (error);
  return jarida_outcome_text (jarida_outcome_from_error (error), 0);
}

/* Of the search of a portal: nothing is tried again by itself. */
char *
jarida_online_error_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  switch ((int) jarida_outcome_from_error (error))
    {
    case JARIDA_OUTCOME_OFFLINE:
      return g_strdup (_("There is no network. Search the portal again when it is back."));
    case JARIDA_OUTCOME_UNREACHABLE:
      return g_strdup (_("The portal could not be reached. Check the network, then try again."));
    case JARIDA_OUTCOME_TIMEOUT:
      return g_strdup (_("The portal did not answer in time. Try again in a moment."));
    case JARIDA_OUTCOME_BUSY:
      return g_strdup (_("The portal asks for a pause. Try again later."));
    case JARIDA_OUTCOME_SERVER_ERROR:
      return g_strdup (_("The portal has a fault of its own. Try again later."));
    case JARIDA_OUTCOME_NOT_FOUND:
    case JARIDA_OUTCOME_GONE:
    case JARIDA_OUTCOME_DENIED:
    case JARIDA_OUTCOME_HTTP_ERROR:
    case JARIDA_OUTCOME_NO_HEADLINES:
    case JARIDA_OUTCOME_TOO_LARGE:
    case JARIDA_OUTCOME_TOO_MANY_REDIRECTS:
      return g_strdup (_("The portal did not answer with articles: it may search in another way now. Try it on the portal’s own site."));
    case JARIDA_OUTCOME_NO_TEXT:
      return g_strdup (_("The text of the article could not be found on its page, so it was not kept. Read it on the portal’s own site."));
    default:
      return jarida_error_text (error);
    }
}

char *
jarida_add_error_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  switch ((int) jarida_outcome_from_error (error))
    {
    case JARIDA_OUTCOME_OFFLINE:
      return g_strdup (_("There is no network, so nothing was added. Connect to one and try again."));
    case JARIDA_OUTCOME_UNREACHABLE:
      return g_strdup (_("The newspaper’s server could not be reached, so nothing was added. Check the address and the network, "
                         "then try again."));
    case JARIDA_OUTCOME_TIMEOUT:
      return g_strdup (_("The newspaper’s server did not answer in time, so nothing was added. Try again later."));
    case JARIDA_OUTCOME_SERVER_ERROR:
      return g_strdup (_("The newspaper’s server has a fault of its own, so nothing was added. Try again later."));
    case JARIDA_OUTCOME_BUSY:
      return g_strdup (_("The newspaper’s server asked for a pause, so nothing was added. Try again in some minutes."));
    case JARIDA_OUTCOME_EMPTY:
      return g_strdup (_("The newspaper sent an empty page, so nothing was added. Check the address, or try again later."));
    case JARIDA_OUTCOME_MALFORMED:
      return g_strdup (_("What is at this address is damaged and could not be read, so nothing was added. Try again later."));
    default:
      return jarida_error_text (error);
    }
}

static const char *
picture_fetch_error_text (int code)
{
  switch ((JaridaFetchError) code)
    {
    case JARIDA_FETCH_ERROR_OFFLINE:
      return _("This picture is not kept on this computer. It will be loaded when there is a network.");
    case JARIDA_FETCH_ERROR_TIMEOUT:
      return _("The picture’s server did not answer in time.");
    case JARIDA_FETCH_ERROR_TLS:
      return _("The picture’s server could not prove who it is, so nothing was loaded.");
    case JARIDA_FETCH_ERROR_TOO_LARGE:
      return _("This picture is too large to be loaded.");
    case JARIDA_FETCH_ERROR_BAD_ADDRESS:
    case JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS:
      return _("The address of this picture leads nowhere.");
    case JARIDA_FETCH_ERROR_UNREACHABLE:
    default:
      return _("The picture’s server could not be reached.");
    }
}

/**
 * jarida_picture_error_text:
 * @error: why jarida_reader_load_picture_finish() had no picture from the web
 *
 * Returns: (transfer full): a sentence in the person's language, to stand in the place of the picture
 */
char *
jarida_picture_error_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == JARIDA_PICTURE_ERROR)
    return report_error_text (error->code);
  if (error->domain == JARIDA_FETCH_ERROR)
    return g_strdup (picture_fetch_error_text (error->code));
  if (error->domain == JARIDA_IMAGE_ERROR)
    return image_error_text (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_("The newspaper’s server no longer has this picture."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return g_strdup (_("The picture’s server asked for a pause."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_strdup (_("What is at the address of this picture is not a picture."));
  return g_strdup (_("This picture could not be loaded."));
}

/**
 * jarida_notice_text:
 * @notice: what jarida_reader_get_notice() said
 *
 * Returns: (transfer full): what came of opening the shelf, as a sentence in the person's language
 */
char *
jarida_notice_text (const char *notice)
{
  g_return_val_if_fail (notice != NULL, NULL);

  if (g_str_equal (notice, "frozen-full"))
    return g_strdup (_("The disk is full: you can read, but nothing new can be kept or fetched. "
                       "Make some room, then try again."));
  if (g_str_equal (notice, "frozen-read-only"))
    return g_strdup (_("Jarida may not write in its folder: you can read, but nothing new can be kept or fetched. "
                       "Check the permissions, then try again."));
  if (g_str_equal (notice, "broken-set-aside"))
    return g_strdup (_("The shelf was damaged and set aside. Refresh to fill a new one."));
  return g_strdup (_("The shelf was damaged. What could be saved of it is here."));
}
