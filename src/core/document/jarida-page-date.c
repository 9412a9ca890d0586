/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <stdio.h>
#include <string.h>

#include "jarida-date.h"

/* When the article was published: what the page declares, then what it marks, then its address,
 * then what it writes near its top. */

#define FIRST_YEAR 1990
#define LAST_YEAR  2100

static gboolean
is_plausible (gint64 date)
{
  /* 1990 to 2100, without asking the clock. */
  return date >= 631152000 && date < 4102444800;
}

static gboolean
take (JaridaPage *self,
      const char *text)
{
  gint64 date;

  if (text == NULL || !jarida_date_parse (text, &date) || !is_plausible (date))
    return FALSE;
  self->published = date;

  return TRUE;
}

static gboolean
read_metas (JaridaPage           *self,
            const JaridaHtmlNode *root)
{
  static const char *const names[] = {
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dc:date", "dc:created",
    "sailthru.date", "article.published", "published-date", "publish-date", "publish_date", "pubdate",
    "publication_date", "publicationdate", "date.published", "cxenseparse:recs:publishtime", "og:article:published_time",
    "date_published", "datecreated", "article_date_original", "originalpublicationdate", "article.created",
    "timestamp", "ptime", "displaydate", "date", "created", "creation_date", "article:published", "rnews:datepublished",
    NULL
  };
  const char *best = NULL;
  guint best_rank = G_MAXUINT;

  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      static const char *const keys[] = { "property", "name", "itemprop" };
      const char *content = jarida_html_node_is (node, "meta") ? jarida_html_node_get (node, "content") : NULL;

      for (guint k = 0; content != NULL && *content != '\0' && k < G_N_ELEMENTS (keys); k++)
        {
          const char *key = jarida_html_node_get (node, keys[k]);

          for (guint i = 0; key != NULL && names[i] != NULL && i < best_rank; i++)
            if (g_ascii_strcasecmp (key, names[i]) == 0)
              {
                best = content;
                best_rank = i;
              }
        }
    }

  return take (self, best);
}

static gboolean
is_american (JaridaPage *self)
{
  return self->language != NULL && (g_ascii_strcasecmp (self->language, "en") == 0
                                    || g_ascii_strncasecmp (self->language, "en-us", 5) == 0);
}

/* "12/10/2020" begins with the day everywhere but in America: written so that nobody can misread it. */
static char *
order_figures (JaridaPage *self,
               const char *word)
{
  int first, second, year, day, month, length = 0;
  gboolean month_first;

  if (sscanf (word, "%2d/%2d/%4d%n", &first, &second, &year, &length) != 3 || year < FIRST_YEAR)
    return g_strdup (word);

  month_first = first <= 12 && (is_american (self) || second > 12);
  day = month_first ? second : first;
  month = month_first ? first : second;

  return g_strdup_printf ("%04d-%02d-%02d%s", year, month, day, word + length);
}

/* Where a year stands in @word, or NULL. */
static const char *
find_year (const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    if ((p == word || !g_ascii_isdigit (p[-1])) && (g_str_has_prefix (p, "19") || g_str_has_prefix (p, "20"))
        && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]))
      return p;

  return NULL;
}

/* Whether a day can stand in it beside the year. */
static gboolean
has_day (const char *text)
{
  guint n_groups = 0;

  for (const char *p = text; *p != '\0'; p++)
    n_groups += g_ascii_isdigit (*p) && !g_ascii_isdigit (p[1]);

  return n_groups >= 2 || strlen (text) > 40;
}

/* The press of the Levant writes months twice: "24 نيسان / أبريل 2020", "04 آب/اغسطس 2013". Leaves the
 * second; answers the number of words. */
static guint
choose_month_names (char **words)
{
  guint kept = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *slash = strchr (words[i], '/');
      char *word = g_steal_pointer (&words[i]);

      if (slash != NULL && strpbrk (word, "0123456789") == NULL)
        {
          if (slash == word && kept > 0)
            g_free (words[--kept]);
          memmove (word, slash + 1, strlen (slash));
        }
      if (*word != '\0')
        words[kept++] = word;
      else
        g_free (word);
    }
  words[kept] = NULL;

  return kept;
}

/* A date among other words: a year, and up to three words before it. */
static gboolean
search_text (JaridaPage *self,
             const char *text)
{
  g_autofree char *squeezed = jarida_text_squeeze (text);
  g_auto(GStrv) words = NULL;
  guint n;

  if (find_year (squeezed) == NULL)
    return FALSE;

  words = g_strsplit (squeezed, " ", 64);
  n = choose_month_names (words);
  for (guint i = 0; i < n; i++)
    {
      if (find_year (words[i]) == NULL)
        continue;
      for (guint before = MIN (i, 3) + 1; before > 0; before--)
        {
          g_autoptr(GString) candidate = g_string_new (NULL);
          g_autofree char *ordered = order_figures (self, words[i]);

          for (guint w = i + 1 - before; w < i; w++)
            g_string_append_printf (candidate, "%s ", words[w]);
          g_string_append (candidate, ordered);
          g_strdelimit (candidate->str, "()[]|,;", ' ');
          g_strstrip (candidate->str);
          while (*candidate->str != '\0' && strchr (".:-", candidate->str[strlen (candidate->str) - 1]) != NULL)
            candidate->str[strlen (candidate->str) - 1] = '\0';
          if (!has_day (candidate->str))
            continue;
          if (take (self, candidate->str))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_text (JaridaPage           *self,
           const JaridaHtmlNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  jarida_html_node_read_some (node, text, 401);
  if (text->len > 400)
    return FALSE;

  return search_text (self, text->str);
}

/* Microdata, and the time element the page calls its publication. */
static gboolean
read_marked (JaridaPage           *self,
             const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      const char *property = node->name != NULL ? jarida_html_node_get (node, "itemprop") : NULL;
      gboolean published = property != NULL && (strstr (property, "datePublished") != NULL
                                                || strstr (property, "dateCreated") != NULL);

      if (!published && !(jarida_html_node_is (node, "time")
                          && (jarida_html_node_get (node, "pubdate") != NULL
                              || jarida_html_node_has_class (node, "published")
                              || jarida_html_node_has_class (node, "entry-date"))))
        continue;
      if (take (self, jarida_html_node_get (node, "datetime")) || take (self, jarida_html_node_get (node, "content"))
          || read_text (self, node))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_inside_aside (const JaridaHtmlNode *node)
{
  for (; node != NULL; node = node->parent)
    if (jarida_html_node_is (node, "aside") || jarida_html_node_is (node, "footer")
        || jarida_html_node_is (node, "nav"))
      return TRUE;

  return FALSE;
}

static gboolean
read_time (JaridaPage           *self,
           const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    if (jarida_html_node_is (node, "time") && !is_inside_aside (node)
        && (take (self, jarida_html_node_get (node, "datetime")) || read_text (self, node)))
      return TRUE;

  return FALSE;
}

/* /2020/06/03/, /2020-06-03, /20200603: the day alone. */
static gboolean
read_address (JaridaPage *self,
              const char *address)
{
  for (const char *p = address; p != NULL && (p = strpbrk (p, "12")) != NULL; p++)
    {
      char digits[9] = { 0 };
      const char *q = p;
      guint n = 0;
      char separator = 0;
      int year, month, day;
      g_autofree char *text = NULL;

      if (p > address && g_ascii_isdigit (p[-1]))
        continue;
      while (g_ascii_isdigit (*q) && n < 4)
        digits[n++] = *q++;
      if (n < 4)
        continue;
      if (*q == '/' || *q == '-' || *q == '_')
        separator = *q++;
      for (guint part = 0; part < 2 && n < 8; part++)
        {
          guint before = n;

          while (g_ascii_isdigit (*q) && n < before + 2)
            digits[n++] = *q++;
          if (n == before + 1 && separator != 0)
            {
              digits[n] = digits[n - 1];
              digits[n - 1] = '0';
              n++;
            }
          if (n != before + 2)
            break;
          if (part == 0 && separator != 0)
            {
              if (*q != separator)
                break;
              q++;
            }
        }
      if (n != 8 || g_ascii_isdigit (*q))
        continue;
      year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
      month = (digits[4] - '0') * 10 + digits[5] - '0';
      day = (digits[6] - '0') * 10 + digits[7] - '0';
      if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
        continue;
      text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
      if (take (self, text))
        return TRUE;
    }

  return FALSE;
}

/* Nothing but a day, an hour and words that lead to them: a date that stands alone is hardly of anything else. */
static gboolean
is_date_alone (const char *text)
{
  gsize n_letters = 0;

  if (strlen (text) > 60 || find_year (text) == NULL || !has_day (text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n_letters += g_unichar_isalpha (g_utf8_get_char (p));

  return n_letters <= 24;
}

/* A day in a table is a fact of the text, and today's is of the masthead. */
static gboolean
may_hold_date (const JaridaHtmlNode *node)
{
  static const char *const elements[] = { "td", "th", "dd", "dt", "li", "option", NULL };

  for (guint i = 0; elements[i] != NULL; i++)
    {
      if (jarida_html_node_is (node, elements[i]))
        return FALSE;
    }

  return !jarida_html_node_has_class (node, "today") && !is_inside_aside (node);
}

/* The element that says the title of the article: a heading, or what stands in one. */
static const JaridaHtmlNode *
find_title (JaridaPage           *self,
            const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); self->title != NULL && node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      g_autofree char *text = NULL;

      if (jarida_html_node_get_role (node) != JARIDA_ROLE_HEADING)
        continue;
      text = jarida_page_node_text (node);
      /* The title may still have the newspaper's name behind it. */
      if (*text != '\0' && (strcmp (text, self->title) == 0 || (strlen (text) > 30 && g_str_has_prefix (self->title, text))))
        return node;
    }

  return NULL;
}

/* A date that stands alone soon after the title. */
static gboolean
read_alone (JaridaPage           *self,
            const JaridaHtmlNode *root)
{
  const JaridaHtmlNode *node = find_title (self, root);
  gsize n_bytes = 0;

  for (; node != NULL && n_bytes < 4000; node = jarida_html_node_walk (node, root))
    {
      g_autofree char *text = NULL;

      if (node->text == NULL || node->parent == NULL || jarida_html_node_get_role (node->parent) == JARIDA_ROLE_DROP)
        continue;
      n_bytes += strlen (node->text);
      text = jarida_text_squeeze (node->text);
      if (is_date_alone (text) && may_hold_date (node->parent) && search_text (self, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
looks_like_date (const JaridaHtmlNode *node)
{
  static const char *const words[] = { "date", "publi", "posted", "time", "meta", "byline", "author" };
  const char *class = jarida_html_node_get (node, "class");
  const char *id = jarida_html_node_get (node, "id");
  g_autofree char *looks = g_strconcat (class != NULL ? class : "", " ", id != NULL ? id : "", NULL);
  g_autofree char *lower = g_ascii_strdown (looks, -1);

  if (strstr (lower, "update") != NULL || strstr (lower, "comment") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* A short element whose class says that it is a date, and whose text is one. */
static gboolean
read_looks (JaridaPage           *self,
            const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    if (node->n_attributes > 0 && jarida_html_node_get_role (node) != JARIDA_ROLE_DROP
        && looks_like_date (node) && !is_inside_aside (node) && read_text (self, node))
      return TRUE;

  return FALSE;
}

/* Between the heading of the article and its text. */
static gboolean
read_below_heading (JaridaPage           *self,
                    const JaridaHtmlNode *root)
{
  const JaridaHtmlNode *heading = NULL;
  gsize n_bytes = 0;

  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL && heading == NULL;
       node = jarida_html_node_walk (node, root))
    if (jarida_html_node_is (node, "h1"))
      heading = node;
  for (const JaridaHtmlNode *node = heading; node != NULL && n_bytes < 3000; node = jarida_html_node_walk (node, root))
    {
      if (jarida_html_node_get_role (node) == JARIDA_ROLE_DROP)
        continue;
      if (node->text == NULL || node->parent == NULL
          || jarida_html_node_get_role (node->parent) == JARIDA_ROLE_DROP)
        continue;
      n_bytes += strlen (node->text);
      if (may_hold_date (node->parent) && strlen (node->text) < 400 && strspn (node->text, " \t\r\n") < strlen (node->text)
          && (search_text (self, node->text) || read_text (self, node->parent)))
        return TRUE;
    }

  return FALSE;
}

void
jarida_page_read_date (JaridaPage           *self,
                       const JaridaHtmlNode *root,
                       const char           *address)
{
  if (self->published != 0 && is_plausible (self->published))
    return;

  self->published = 0;
  if (!read_metas (self, root) && !read_marked (self, root) && !read_address (self, address)
      && !read_time (self, root) && !read_alone (self, root) && !read_looks (self, root))
    read_below_heading (self, root);
}
