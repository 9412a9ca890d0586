/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-article-merge.h"

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static gboolean
starts_with_tag (const char *html,
                 const char *name)
{
  return g_ascii_strncasecmp (html + 1, name, strlen (name)) == 0;
}

/* Past a tag, and past what stands between the tags of a script or style. */
static const char *
skip_tag (const char *html)
{
  const char *end = NULL;

  if (starts_with_tag (html, "script"))
    end = strstr (html, "</script");
  else if (starts_with_tag (html, "style"))
    end = strstr (html, "</style");
  else if (starts_with_tag (html, "!--"))
    end = strstr (html, "-->");
  end = strchr (end != NULL ? end : html, '>');
  return end != NULL ? end + 1 : html + strlen (html);
}

gsize
jarida_article_measure_text (const char *html)
{
  gsize n = 0;

  while (html != NULL && *html != '\0')
    {
      if (*html == '<')
        html = skip_tag (html);
      else
        {
          /* Characters, not bytes: Arabic has two of these for each. */
          n += !g_ascii_isspace (*html) && (*html & 0xc0) != 0x80;
          html++;
        }
    }
  return n;
}

/* "The beginning of a long title…" of which @whole is all. */
static gboolean
is_cut (const char *text,
        const char *whole)
{
  static const char * const signs[] = { "(...)", "(…)", "[...]", "[…]", "...", "…" };
  gsize length = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_suffix (text, signs[i]))
      {
        length -= strlen (signs[i]);
        while (length > 0 && g_ascii_isspace (text[length - 1]))
          length--;
        return length > 0 && strlen (whole) > length && strncmp (text, whole, length) == 0;
      }
  return FALSE;
}

static gboolean
has_last_word (JaridaMerge how)
{
  return how == JARIDA_MERGE_PAGE || how == JARIDA_MERGE_CORRECTION;
}

static char *
pick (const char  *kept,
      const char  *said,
      JaridaMerge  how)
{
  if (is_empty (said))
    return g_strdup (kept);
  return g_strdup (is_empty (kept) || has_last_word (how) ? said : kept);
}

static char *
pick_title (const JaridaArticle *kept,
            const JaridaArticle *said,
            JaridaMerge          how)
{
  if (is_empty (kept->title) || is_empty (said->title))
    return g_strdup (is_empty (said->title) ? kept->title : said->title);
  if (is_cut (said->title, kept->title))
    return g_strdup (kept->title);
  if (has_last_word (how) || is_cut (kept->title, said->title) || (how == JARIDA_MERGE_LISTING && kept->partial))
    return g_strdup (said->title);
  return g_strdup (kept->title);
}

static char **
pick_list (char       **kept,
           char       **said,
           JaridaMerge   how)
{
  if (said == NULL || said[0] == NULL)
    return g_strdupv (kept);
  return g_strdupv (kept == NULL || kept[0] == NULL || has_last_word (how) ? said : kept);
}

static GPtrArray *
pick_enclosures (GPtrArray   *kept,
                 GPtrArray   *said,
                 JaridaMerge  how)
{
  GPtrArray *from = said != NULL && said->len > 0 && (kept == NULL || kept->len == 0 || how == JARIDA_MERGE_CORRECTION) ? said : kept;
  GPtrArray *picked;

  if (from == NULL)
    return NULL;
  picked = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_enclosure_free);
  for (guint i = 0; i < from->len; i++)
    {
      const JaridaEnclosure *one = g_ptr_array_index (from, i);

      g_ptr_array_add (picked, jarida_enclosure_new (one->address, one->type, one->length));
    }
  return picked;
}

static gboolean
takes_text (const JaridaArticle *kept,
            const JaridaArticle *said,
            JaridaMerge          how)
{
  gsize n_kept = jarida_article_measure_text (kept->content), n_said = jarida_article_measure_text (said->content);

  if (n_said == 0 || n_kept == 0)
    return n_said > 0;
  switch (how)
    {
    case JARIDA_MERGE_PAGE:
      return n_said >= n_kept - n_kept / 5;
    case JARIDA_MERGE_CORRECTION:
      return n_said >= n_kept || !(kept->complete || kept->origins != NULL);
    case JARIDA_MERGE_LISTING:
    case JARIDA_MERGE_OTHER:
      break;
    }
  return n_said > n_kept + n_kept / 10;
}

static void
merge_picture (JaridaArticle       *merged,
               const JaridaArticle *kept,
               const JaridaArticle *said,
               JaridaMerge          how)
{
  /* A caption belongs to its picture. */
  const JaridaArticle *from = is_empty (kept->image) || (has_last_word (how) && !is_empty (said->image)) ? said : kept;

  merged->image = g_strdup (from->image);
  merged->image_caption = g_strdup (from->image_caption);
  if (merged->image_caption == NULL && g_strcmp0 (kept->image, said->image) == 0)
    merged->image_caption = g_strdup (kept->image_caption != NULL ? kept->image_caption : said->image_caption);
}

static void
merge_text (JaridaArticle       *merged,
            const JaridaArticle *kept,
            const JaridaArticle *said,
            JaridaMerge          how)
{
  const JaridaArticle *from = takes_text (kept, said, how) ? said : kept;

  merged->content = g_strdup (from->content);
  /* Its addresses mean what they meant where it stood. */
  merged->base = g_strdup (from == said && said->base == NULL ? said->address : from->base);
  merged->direction = said->direction != JARIDA_DIRECTION_AUTO
                        && (kept->direction == JARIDA_DIRECTION_AUTO || has_last_word (how)) ? said->direction : kept->direction;
}

JaridaArticle *
jarida_article_merge (const JaridaArticle *kept,
                      const JaridaArticle *said,
                      JaridaMerge          how)
{
  JaridaArticle *merged = jarida_article_new ();

  merged->id = kept->id;
  merged->source_id = kept->source_id;
  merged->published = kept->published;
  merged->day_only = kept->day_only;
  merged->updated = MAX (kept->updated, said->updated);
  merged->read = kept->read;
  merged->saved = kept->saved;
  merged->guid = g_strdup (kept->guid);
  merged->partial = kept->partial && said->partial;
  merged->complete = kept->complete || how == JARIDA_MERGE_PAGE;
  merged->merged = kept->merged;

  merged->title = pick_title (kept, said, how);
  merged->subtitle = pick (kept->subtitle, said->subtitle, how);
  merged->section = pick (kept->section, said->section, how);
  merged->city = pick (kept->city, said->city, how);
  merged->authors = pick_list (kept->authors, said->authors, how);
  merged->categories = pick_list (kept->categories, said->categories, how);
  merged->excerpt = pick (kept->excerpt, said->excerpt, how == JARIDA_MERGE_PAGE ? JARIDA_MERGE_OTHER : how);
  merged->language = pick (kept->language, said->language, how);
  merged->comments = pick (kept->comments, said->comments, how);
  /* A page knows its address as it was asked for; the one that is kept is the one that is known. */
  merged->address = pick (kept->address, said->address, how == JARIDA_MERGE_PAGE ? JARIDA_MERGE_OTHER : how);
  merged->source_address = pick (kept->source_address, said->source_address, how);
  merged->enclosures = pick_enclosures (kept->enclosures, said->enclosures, how);
  merge_picture (merged, kept, said, how);
  merge_text (merged, kept, said, how);
  return merged;
}
