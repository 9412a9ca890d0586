/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-head.h"

#include <glib/gi18n.h>
#include <string.h>

#include "jarida-place-address.h"
#include "jarida-section.h"
#include "jarida-section-name.h"
#include "jarida-time-text.h"

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
/* The dot ends a line rather than beginning one. */
#define DOT "\xc2\xa0· "
/* Where a name goes in a sentence; no text has it. */
#define PLACE_OF_NAME "\x01"

struct _JaridaArticleHead
{
  JaridaDocumentHead  head;
  GArray             *byline;     /* (owned) JaridaDocumentWords */
  GArray             *lines;      /* (owned) JaridaDocumentLine: of all parts of the foot, each part ended */
  GArray             *foot;       /* (owned) JaridaDocumentFoot */
  GPtrArray          *strings;    /* (owned) what the three point to */
};

/* ---- Words ---- */

static const char *
keep (JaridaArticleHead *self,
      char              *string)
{
  g_ptr_array_add (self->strings, string);
  return string;
}

static void
add_words (JaridaArticleHead *self,
           const char        *text,
           const char        *address,
           JaridaSpanFlags    flags)
{
  const JaridaDocumentWords words = { text, address, flags };

  g_array_append_val (self->byline, words);
}

/* A name, which keeps its direction to itself. */
static void
add_name (JaridaArticleHead *self,
          const char        *name,
          const char        *address,
          JaridaSpanFlags    flags)
{
  add_words (self, FSI, NULL, 0);
  add_words (self, keep (self, g_strdup (name)), address, flags);
  add_words (self, PDI, NULL, 0);
}

/* @sentence has PLACE_OF_NAME where the name goes. */
static void
add_sentence (JaridaArticleHead            *self,
              char                         *sentence,
              const JaridaArticleNewspaper *newspaper)
{
  char *place = strstr (sentence, PLACE_OF_NAME);

  keep (self, sentence);
  if (place == NULL)
    {
      add_words (self, sentence, NULL, 0);
      return;
    }
  *place = '\0';
  add_words (self, sentence, NULL, 0);
  /* Latin names of newspapers are set in italics; Arabic has none. */
  add_name (self, newspaper->title,
            keep (self, jarida_place_address_of (JARIDA_PLACE_ADDRESS_SOURCE, newspaper->source_id)),
            jarida_text_direction (newspaper->title) == JARIDA_DIRECTION_RTL ? 0 : JARIDA_SPAN_ITALIC);
  add_words (self, place + strlen (PLACE_OF_NAME), NULL, 0);
}

static void
add_dot (JaridaArticleHead *self)
{
  if (self->byline->len > 0)
    add_words (self, DOT, NULL, 0);
}

/* ---- The line below the title ---- */

static void
add_publication (JaridaArticleHead            *self,
                 const JaridaArticle          *article,
                 const JaridaArticleNewspaper *newspaper)
{
  const gboolean named = newspaper != NULL && newspaper->title != NULL && *newspaper->title != '\0';
  g_autofree char *date = article->published > 0 ? jarida_time_text_date (article->published) : NULL;

  if (named && date != NULL)
    /* Translators: name of a newspaper and date, as in "Published in Le Matin on 12 October 2020". */
    add_sentence (self, g_strdup_printf (_("Published in %1$s on %2$s"), PLACE_OF_NAME, date), newspaper);
  else if (named)
    add_sentence (self, g_strdup_printf (_("Published in %s"), PLACE_OF_NAME), newspaper);
  else if (date != NULL)
    add_sentence (self, g_strdup_printf (_("Published on %s"), date), NULL);
}

static void
add_others (JaridaArticleHead *self,
            const GPtrArray   *newspapers)
{
  for (guint i = 1; newspapers != NULL && i < newspapers->len; i++)
    {
      add_dot (self);
      /* Translators: name of another newspaper or portal that has the same article. */
      add_sentence (self, g_strdup_printf (_("also in %s"), PLACE_OF_NAME), newspapers->pdata[i]);
    }
}

static void
add_authors (JaridaArticleHead   *self,
             const JaridaArticle *article)
{
  for (guint i = 0; article->authors != NULL && article->authors[i] != NULL; i++)
    {
      const char *name = article->authors[i];

      if (*name == '\0')
        continue;
      if (i == 0)
        add_dot (self);
      else
        /* Translators: between the names of authors. */
        add_words (self, C_("list", ", "), NULL, 0);
      add_name (self, name, keep (self, jarida_place_address_named (JARIDA_PLACE_ADDRESS_AUTHOR, name)), 0);
    }
}

static void
add_city (JaridaArticleHead   *self,
          const JaridaArticle *article)
{
  if (article->city == NULL || *article->city == '\0')
    return;
  add_dot (self);
  add_name (self, article->city, keep (self, jarida_place_address_named (JARIDA_PLACE_ADDRESS_CITY, article->city)), 0);
}

/* ---- The lines below the text ---- */

static void
begin_lines (JaridaArticleHead *self,
             const char        *heading)
{
  /* Where the lines lie is only known when all are there. */
  const JaridaDocumentFoot part = { heading, GUINT_TO_POINTER (self->lines->len) };

  g_array_append_val (self->foot, part);
}

static void
add_line (JaridaArticleHead *self,
          const char        *text,
          const char        *address,
          const char        *note)
{
  const JaridaDocumentLine line = { text, address, note };

  g_array_append_val (self->lines, line);
}

static void
add_headlines (JaridaArticleHead *self,
               const char        *heading,
               const GPtrArray   *headlines,
               gboolean           name_newspaper)
{
  if (headlines == NULL || headlines->len == 0)
    return;
  begin_lines (self, heading);
  for (guint i = 0; i < headlines->len; i++)
    {
      JaridaHeadline *headline = headlines->pdata[i];
      const char *title = jarida_headline_get_title (headline);
      g_autofree char *date = jarida_time_text_date (jarida_headline_get_published (headline));

      add_line (self, keep (self, g_strdup (*title != '\0' ? title : _("Untitled"))),
                keep (self, jarida_place_address_of (JARIDA_PLACE_ADDRESS_ARTICLE, jarida_headline_get_id (headline))),
                keep (self, name_newspaper
                            ? g_strconcat (FSI, jarida_headline_get_source_title (headline), PDI DOT FSI, date, PDI, NULL)
                            : g_strconcat (FSI, date, PDI, NULL)));
    }
  add_line (self, NULL, NULL, NULL);
}

/* The newspaper's own page is where one reads on; the portal's is named as the catalogue does, a stranger by its host. Others that have
 * the article, by name. */
static void
add_sources (JaridaArticleHead   *self,
             const JaridaArticle *article,
             const char          *name,
             const GPtrArray     *newspapers)
{
  g_autoptr(GUri) portal = article->source_address != NULL && article->address != NULL
                           ? g_uri_parse (article->address, G_URI_FLAGS_NONE, NULL) : NULL;
  guint n = 0;

  if (portal != NULL && g_uri_get_host (portal) != NULL)
    {
      n++;
      begin_lines (self, _("Also Published In"));
      add_line (self, keep (self, g_strdup (name != NULL ? name : g_uri_get_host (portal))), article->address, NULL);
    }
  for (guint i = 1; newspapers != NULL && i < newspapers->len; i++)
    {
      const JaridaArticleNewspaper *newspaper = newspapers->pdata[i];

      if (newspaper->address == NULL)
        continue;
      if (n++ == 0)
        begin_lines (self, _("Also Published In"));
      add_line (self, newspaper->title, newspaper->address, NULL);
    }
  if (n > 0)
    add_line (self, NULL, NULL, NULL);
}

static void
make_foot (JaridaArticleHead         *self,
           const JaridaArticle       *article,
           const JaridaArticleAround *around)
{
  const JaridaArticleNewspaper *own = around->newspapers != NULL && around->newspapers->len > 0
                                      ? around->newspapers->pdata[0] : NULL;

  add_sources (self, article, around->portal, around->newspapers);
  if (around->same != NULL && around->n_same > around->same->len)
    /* Translators: above the titles of the newest %1$u of %2$u articles of other newspapers. */
    add_headlines (self, keep (self, g_strdup_printf (_("The Same Story Elsewhere: the Newest %1$u of %2$u"), around->same->len,
                                                      around->n_same)), around->same, TRUE);
  else
    add_headlines (self, _("The Same Story Elsewhere"), around->same, TRUE);
  if (own != NULL && own->title != NULL)
    /* Translators: the name of a newspaper; above the titles of its newest articles. */
    add_headlines (self, keep (self, g_strdup_printf (_("More from %s"), own->title)), around->more, FALSE);
  for (guint i = 0; i < self->foot->len; i++)
    {
      JaridaDocumentFoot *part = &g_array_index (self->foot, JaridaDocumentFoot, i);

      part->lines = &g_array_index (self->lines, JaridaDocumentLine, GPOINTER_TO_UINT (part->lines));
    }
  if (self->foot->len > 0)
    self->head.foot = (const JaridaDocumentFoot *) self->foot->data;
}

/* ---- The whole ---- */

static JaridaSection
find_section (const JaridaArticle *article)
{
  return article->section_kind != JARIDA_SECTION_NONE ? article->section_kind : jarida_section_from_name (article->section);
}

gboolean
jarida_article_is_video (const JaridaArticle *article)
{
  return find_section (article) == JARIDA_SECTION_VIDEO;
}

static void
set_kicker (JaridaArticleHead   *self,
            const JaridaArticle *article)
{
  const JaridaSection section = find_section (article);

  self->head.kicker = article->section != NULL && *article->section != '\0' ? article->section : jarida_section_name (section);
  if (section != JARIDA_SECTION_NONE)
    self->head.kicker_address = keep (self, jarida_place_address_of (JARIDA_PLACE_ADDRESS_SECTION, section));
}

JaridaArticleHead *
jarida_article_head_new (const JaridaArticle       *article,
                         const JaridaArticleAround *around)
{
  JaridaArticleHead *self = g_new0 (JaridaArticleHead, 1);
  const JaridaArticleNewspaper *newspaper = around->newspapers != NULL && around->newspapers->len > 0
                                            ? around->newspapers->pdata[0] : NULL;

  self->byline = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentWords));
  self->lines = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentLine));
  self->foot = g_array_new (TRUE, TRUE, sizeof (JaridaDocumentFoot));
  self->strings = g_ptr_array_new_with_free_func (g_free);
  set_kicker (self, article);
  add_publication (self, article, newspaper);
  add_others (self, around->newspapers);
  add_authors (self, article);
  add_city (self, article);
  make_foot (self, article, around);
  self->head.title = article->title != NULL && *article->title != '\0' ? article->title : _("Untitled");
  self->head.subtitle = article->subtitle;
  self->head.turned = around->turned;
  self->head.byline_words = (const JaridaDocumentWords *) self->byline->data;
  self->head.image = article->image;
  self->head.image_caption = article->image_caption;
  if (article->address != NULL || article->source_address != NULL)
    {
      self->head.source_label = _("Read at its source");
      self->head.source_address = article->source_address != NULL ? article->source_address : article->address;
      if (jarida_article_is_video (article))
        {
          self->head.source_label = _("Watch in the browser");
          self->head.video = self->head.source_address;
        }
    }
  return self;
}

const JaridaDocumentHead *
jarida_article_head_get (const JaridaArticleHead *self)
{
  return &self->head;
}

void
jarida_article_head_free (JaridaArticleHead *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->byline);
  g_array_unref (self->lines);
  g_array_unref (self->foot);
  g_ptr_array_unref (self->strings);
  g_free (self);
}

JaridaArticleNewspaper *
jarida_article_newspaper_new (gint64      source_id,
                              const char *title,
                              const char *address)
{
  JaridaArticleNewspaper *self = g_new0 (JaridaArticleNewspaper, 1);

  self->source_id = source_id;
  self->title = g_strdup (title);
  self->address = g_strdup (address);
  return self;
}

void
jarida_article_newspaper_free (JaridaArticleNewspaper *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->address);
  g_free (self);
}
