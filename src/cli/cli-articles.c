/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli-print.h"
#include "cli-wait.h"
#include "cli.h"

/* headlines, show, mark */

#define DEFAULT_LIMIT 20

/* headlines */

static gboolean
choose_place (Cli         *cli,
              JaridaPlace *place)
{
  place->unread_only = cli_options.unread;
  if (cli_options.saved)
    {
      place->kind = JARIDA_PLACE_SAVED;
    }
  else if (cli_options.source != NULL)
    {
      JaridaSource *source = cli_find_source (cli, cli_options.source);

      if (source == NULL)
        return FALSE;
      place->kind = JARIDA_PLACE_SOURCE;
      place->id = jarida_source_get_id (source);
    }
  else if (cli_options.folder != NULL)
    {
      JaridaFolder *folder = cli_find_folder (cli, cli_options.folder);

      if (folder == NULL)
        {
          cli_complain (cli, _("There is no folder “%s”."), cli_options.folder);
          return FALSE;
        }
      place->kind = JARIDA_PLACE_FOLDER;
      place->id = jarida_folder_get_id (folder);
    }
  else if (cli_options.unread)
    {
      place->kind = JARIDA_PLACE_UNREAD;
    }
  return TRUE;
}

void
cli_json_headline (JsonBuilder    *json,
                   JaridaHeadline *headline)
{
  cli_json_int (json, "id", jarida_headline_get_id (headline));
  cli_json_string (json, "title", jarida_headline_get_title (headline));
  cli_json_string (json, "source", jarida_headline_get_source_title (headline));
  cli_json_int (json, "source_id", jarida_headline_get_source_id (headline));
  cli_json_moment (json, "published", jarida_headline_get_published (headline));
  cli_json_boolean (json, "day_only", jarida_headline_get_day_only (headline));
  cli_json_string (json, "byline", jarida_headline_get_byline (headline));
  cli_json_string (json, "excerpt", jarida_headline_get_excerpt (headline));
  cli_json_string (json, "address", jarida_headline_get_address (headline));
  cli_json_string (json, "image", jarida_headline_get_image (headline));
  cli_json_string (json, "language", jarida_headline_get_language (headline));
  cli_json_boolean (json, "read", jarida_headline_get_read (headline));
  cli_json_boolean (json, "saved", jarida_headline_get_saved (headline));
}

/* The articles that tell the same story, newest first, itself too; none when it stands alone. */
static void
json_story (Cli            *cli,
            JsonBuilder    *json,
            JaridaHeadline *headline)
{
  g_autoptr(GArray) story = jarida_reader_get_story (cli->reader, jarida_headline_get_id (headline));

  json_builder_set_member_name (json, "story");
  json_builder_begin_array (json);
  for (guint i = 0; i < story->len; i++)
    json_builder_add_int_value (json, g_array_index (story, gint64, i));
  json_builder_end_array (json);
}

static void
say_with_story (Cli            *cli,
                JaridaHeadline *headline)
{
  const guint n = jarida_headline_get_n_others (headline);
  g_autofree char *others = n > 0 ? g_strdup_printf (ngettext ("%u other newspaper", "%u other newspapers", n), n) : NULL;

  cli_say_headline (cli, headline);
  if (others != NULL)
    cli_say (cli, "%*s%s", 28, "", others);
}

guint
cli_limit (guint n,
           guint otherwise)
{
  if (cli_options.limit < 0)
    return MIN (n, otherwise);
  return cli_options.limit > 0 ? MIN (n, (guint) cli_options.limit) : n;
}

void
cli_say_headline (Cli            *cli,
                  JaridaHeadline *headline)
{
  g_autofree char *when = cli_format_moment (jarida_headline_get_published (headline),
                                             jarida_headline_get_day_only (headline));

  cli_say (cli, "%6" G_GINT64_FORMAT " %s%s %-16s  %s  (%s)", jarida_headline_get_id (headline),
           jarida_headline_get_read (headline) ? " " : "*", jarida_headline_get_saved (headline) ? "+" : " ", when,
           jarida_headline_get_title (headline), jarida_headline_get_source_title (headline));
}

int
cli_headlines (Cli   *cli,
               char **arguments)
{
  JaridaPlace place = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JsonBuilder) json = NULL;
  guint n;

  if (!choose_place (cli, &place))
    return CLI_FAILED;
  jarida_reader_set_group_stories (cli->reader, cli_options.stories);
  list = jarida_reader_list_headlines (cli->reader, &place);
  n = cli_limit (g_list_model_get_n_items (G_LIST_MODEL (list)), DEFAULT_LIMIT);
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cli->cancellable) && !ferror (stdout); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);

      json_builder_begin_object (json);
      cli_json_headline (json, headline);
      json_story (cli, json, headline);
      json_builder_end_object (json);
      say_with_story (cli, headline);
      cli_wait_settle ();
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}

/* show */

JaridaArticle *
cli_load_article (Cli         *cli,
                  const char  *text,
                  GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  gint64 id;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      cli_complain (cli, _("“%s” is not the number of an article. “headlines” shows the numbers."), text);
      return NULL;
    }
  jarida_reader_load_article_async (cli->reader, id, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_load_article_finish (cli->reader, cli_wait_for (&result), error);
}

JaridaDocument *
cli_build_document (Cli            *cli,
                    JaridaArticle  *article,
                    GError        **error)
{
  JaridaSource *source = jarida_reader_find_source (cli->reader, article->source_id);
  g_autofree char *authors = jarida_article_dup_byline (article);
  g_autofree char *when = cli_format_moment (article->published, article->day_only);
  const char *parts[4] = { NULL };
  g_autofree char *byline = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  JaridaDocumentHead head = { .title = article->title, .subtitle = article->subtitle, .kicker = article->section };
  guint n = 0;

  if (source != NULL)
    parts[n++] = jarida_source_get_title (source);
  if (when[0] != '\0')
    parts[n++] = when;
  if (authors != NULL)
    parts[n++] = authors;
  byline = g_strjoinv (" · ", (char **) parts);
  head.byline = byline[0] != '\0' ? byline : NULL;
  head.image = article->image;
  head.image_caption = article->image_caption;
  head.source_label = article->address;
  head.source_address = article->address;
  jarida_reader_build_document_async (cli->reader, article, &head, FALSE, cli->cancellable, cli_wait_cb, &result);
  return jarida_reader_build_document_finish (cli->reader, cli_wait_for (&result), error);
}

static void
print_article (JaridaArticle *article,
               const char    *text,
               const char    *html)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_int (json, "id", article->id);
  cli_json_int (json, "source_id", article->source_id);
  cli_json_string (json, "title", article->title);
  cli_json_string (json, "subtitle", article->subtitle);
  cli_json_string (json, "section", article->section);
  cli_json_strings (json, "authors", article->authors);
  cli_json_strings (json, "categories", article->categories);
  cli_json_moment (json, "published", article->published);
  cli_json_moment (json, "updated", article->updated);
  cli_json_boolean (json, "day_only", article->day_only);
  cli_json_string (json, "address", article->address);
  cli_json_string (json, "image", article->image);
  cli_json_string (json, "language", article->language);
  cli_json_boolean (json, "read", article->read);
  cli_json_boolean (json, "saved", article->saved);
  cli_json_string (json, "text", text);
  cli_json_string (json, "html", html);
  json_builder_end_object (json);
  cli_json_print (json);
}

/* From the article's own page, when it has one that was not read yet. What is kept is shown all the same when that fails. */
static void
complete (Cli            *cli,
          JaridaArticle **article)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  JaridaArticle *whole = NULL;

  if (!jarida_reader_needs_completion (cli->reader, *article))
    return;
  jarida_reader_complete_article_async (cli->reader, (*article)->id, cli->cancellable, cli_wait_cb, &result);
  if (jarida_reader_complete_article_finish (cli->reader, cli_wait_for (&result), &error))
    {
      jarida_reader_load_article_async (cli->reader, (*article)->id, cli->cancellable, cli_wait_cb, &loaded);
      whole = jarida_reader_load_article_finish (cli->reader, cli_wait_for (&loaded), &error);
    }
  if (whole == NULL)
    {
      text = jarida_error_text (error);
      cli_remark ("%s", text);
      return;
    }
  jarida_article_unref (*article);
  *article = whole;
}

int
cli_show (Cli   *cli,
          char **arguments)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = cli_load_article (cli, arguments[0], &error);
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;

  if (article == NULL)
    return error != NULL ? cli_complain_error (cli, error) : CLI_WRONG_USE;
  if (cli_options.fetch)
    complete (cli, &article);
  document = cli_build_document (cli, article, &error);
  if (document == NULL)
    return cli_complain_error (cli, error);
  text = jarida_document_to_text (document, NULL, NULL);
  html = cli_options.html ? jarida_document_to_html (document, NULL, NULL) : NULL;
  if (cli->json)
    print_article (article, text, html);
  else
    cli_say (cli, "%s", html != NULL ? html : text);
  return CLI_OK;
}

/* mark */

int
cli_mark (Cli   *cli,
          char **arguments)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  if (cli_options.read + cli_options.unread + cli_options.saved + cli_options.unsave == 0
      || (cli_options.read && cli_options.unread) || (cli_options.saved && cli_options.unsave))
    {
      cli_complain (cli, _("Say how: --read or --unread, --save or --unsave."));
      return CLI_WRONG_USE;
    }
  json_builder_begin_array (json);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaArticle) article = cli_load_article (cli, arguments[i], &error);

      if (article == NULL)
        return error != NULL ? cli_complain_error (cli, error) : CLI_WRONG_USE;
      if (cli_options.read || cli_options.unread)
        jarida_reader_set_read (cli->reader, article->id, cli_options.read);
      if (cli_options.saved || cli_options.unsave)
        jarida_reader_set_saved (cli->reader, article->id, cli_options.saved);
      json_builder_begin_object (json);
      cli_json_int (json, "id", article->id);
      cli_json_boolean (json, "read", cli_options.read || (article->read && !cli_options.unread));
      cli_json_boolean (json, "saved", cli_options.saved || (article->saved && !cli_options.unsave));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  if (cli->json)
    cli_json_print (json);
  return CLI_OK;
}
