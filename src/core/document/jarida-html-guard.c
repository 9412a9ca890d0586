/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-html-guard.h"

#include <string.h>

/* A tokenizer in front of the parser. It follows the HTML standard's states for tags and attributes,
 * but need not agree with the parser about anything else, because the parser only sees what is
 * written here: scripts come without a "<" inside, comments and drawings not at all. What it counts
 * is therefore what the parser will nest. */

#define MAX_DEPTH       256        /* newspapers reach about 60 */
#define MAX_TURNS       4000       /* li in dd in li…: neither closes the other */
#define MAX_ATTRIBUTES  128
#define MAX_STRUCTURED  (4 << 20)  /* bytes read with their structure */
#define MAX_LENGTH      (12 << 20) /* bytes read at all */
#define MAX_PARAGRAPHS  20000      /* of what is read as text */
#define MAX_NAME        24

typedef struct
{
  const char *start;
  const char *end;                 /* after the ">" */
  char        name[MAX_NAME];      /* lower case, cut */
  gboolean    closing;
  guint       n_attributes;
} Tag;

typedef enum
{
  NAME_NESTS,
  NAME_FLAT,        /* void, or closed by its neighbours */
  NAME_ITEM,        /* flat among its own kind only */
  NAME_ONCE,
  NAME_IGNORED,     /* its tags are left out */
  NAME_SCRIPT,
  NAME_TEXT,        /* holds text only, and it is shown or wanted */
  NAME_SILENT,      /* holds text only, and nobody reads it */
  NAME_DRAWING,
} Kind;

static const struct { const char *name; Kind kind; } kinds[] = {
  { "area", NAME_FLAT }, { "base", NAME_FLAT }, { "basefont", NAME_FLAT }, { "bgsound", NAME_FLAT },
  { "br", NAME_FLAT }, { "col", NAME_FLAT }, { "embed", NAME_FLAT }, { "frame", NAME_IGNORED },
  { "hr", NAME_FLAT }, { "image", NAME_FLAT }, { "img", NAME_FLAT }, { "input", NAME_FLAT },
  { "keygen", NAME_IGNORED }, { "link", NAME_FLAT }, { "meta", NAME_FLAT }, { "param", NAME_FLAT },
  { "source", NAME_FLAT }, { "track", NAME_FLAT }, { "wbr", NAME_FLAT },
  { "p", NAME_FLAT }, { "tr", NAME_FLAT }, { "td", NAME_FLAT }, { "th", NAME_FLAT },
  { "thead", NAME_FLAT }, { "tbody", NAME_FLAT }, { "tfoot", NAME_FLAT },
  { "caption", NAME_FLAT }, { "colgroup", NAME_FLAT },
  { "li", NAME_ITEM }, { "dd", NAME_ITEM }, { "dt", NAME_ITEM },
  { "html", NAME_ONCE }, { "head", NAME_ONCE }, { "body", NAME_ONCE },
  { "option", NAME_IGNORED }, { "optgroup", NAME_IGNORED }, { "frameset", NAME_IGNORED },
  { "plaintext", NAME_IGNORED }, { "math", NAME_IGNORED }, { "isindex", NAME_IGNORED },
  { "script", NAME_SCRIPT }, { "style", NAME_SILENT }, { "iframe", NAME_SILENT },
  { "noembed", NAME_SILENT }, { "noframes", NAME_SILENT },
  { "textarea", NAME_TEXT }, { "title", NAME_TEXT }, { "xmp", NAME_TEXT },
  { "svg", NAME_DRAWING },
};

static Kind
kind_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return kinds[i].kind;

  return NAME_NESTS;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* From the "=" of an attribute to what follows its value. */
static const char *
skip_value (const char *p,
            const char *end)
{
  for (p++; p < end && is_space (*p); p++)
    ;
  if (p < end && (*p == '"' || *p == '\''))
    {
      const char *quote = memchr (p + 1, *p, end - p - 1);

      return quote == NULL ? end : quote + 1;
    }
  while (p < end && !is_space (*p) && *p != '>')
    p++;

  return p;
}

/* @p at a "<" that begins a tag. An unfinished tag reaches the end. */
static void
read_tag (Tag        *tag,
          const char *p,
          const char *end)
{
  guint n = 0;

  memset (tag, 0, sizeof *tag);
  tag->start = p++;
  if (*p == '/')
    {
      tag->closing = TRUE;
      p++;
    }
  for (; p < end && !is_space (*p) && *p != '/' && *p != '>'; p++)
    if (n < MAX_NAME - 1)
      tag->name[n++] = g_ascii_tolower (*p);

  while (p < end && *p != '>')
    {
      if (is_space (*p) || *p == '/')
        {
          p++;
          continue;
        }
      tag->n_attributes++;
      /* The first byte of a name may be anything, even "=". */
      for (p++; p < end && !is_space (*p) && *p != '/' && *p != '>' && *p != '='; p++)
        ;
      while (p < end && is_space (*p))
        p++;
      if (p < end && *p == '=')
        p = skip_value (p, end);
    }
  tag->end = p < end ? p + 1 : end;
}

/* The "</name" that ends @name, or NULL. */
static const char *
find_closing (const char *p,
              const char *end,
              const char *name)
{
  gsize length = strlen (name);

  while ((p = memchr (p, '<', end - p)) != NULL)
    {
      if ((gsize) (end - p) > length + 2 && p[1] == '/'
          && g_ascii_strncasecmp (p + 2, name, length) == 0 && !g_ascii_isalnum (p[length + 2]))
        return p;
      p++;
    }

  return NULL;
}

static gboolean
begins_tag (const char *p,
            const char *end)
{
  if (end - p >= 2 && g_ascii_isalpha (p[1]))
    return TRUE;

  return end - p >= 3 && p[1] == '/' && g_ascii_isalpha (p[2]);
}

typedef struct
{
  GString    *out;                 /* (owned) */
  GHashTable *open;                /* (owned) name -> how many */
  GHashTable *unclosed;            /* (owned) names whose end was looked for in vain */
  guint       depth;
  guint       n_turns;
  char        item;                /* 'l' or 'd': the kind of list item opened last */
} Guard;

/* @p at "<!" or "<?": what follows the comment, doctype or instruction. */
static const char *
skip_declaration (Guard      *self,
                  const char *p,
                  const char *end)
{
  const char *close;

  if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    {
      if (end - p >= 5 && p[4] == '>')
        return p + 5;
      close = g_hash_table_contains (self->unclosed, "--") ? NULL : p + 2;
      for (; close != NULL && (close = memmem (close, end - close, "--", 2)) != NULL; close++)
        if (end - close >= 3 && close[2] == '>')
          return close + 3;
        else if (end - close >= 4 && close[2] == '!' && close[3] == '>')
          return close + 4;
      g_hash_table_add (self->unclosed, g_strdup ("--"));
      /* Browsers hide all the rest behind an unfinished comment; a reader shows it. */
      return p + 4;
    }
  if (end - p >= 9 && memcmp (p, "<![CDATA[", 9) == 0)
    return p + 9;
  close = memchr (p, '>', end - p);

  return close == NULL ? end : close + 1;
}

/* Text-only elements are written whole, with nothing inside that could be taken for a tag. Answers
 * where to go on, or NULL when the element never ends: then its tag is left out. */
static const char *
copy_text_only (Guard      *self,
                const Tag  *tag,
                Kind        kind,
                const char *end)
{
  const char *closing = NULL, *name = strcmp (tag->name, "xmp") == 0 ? "pre" : tag->name;
  Tag after;

  if (!g_hash_table_contains (self->unclosed, tag->name))
    closing = find_closing (tag->end, end, tag->name);
  if (closing == NULL)
    {
      g_hash_table_add (self->unclosed, g_strdup (tag->name));
      /* A script that was cut off is still a script. */
      return kind == NAME_SCRIPT || kind == NAME_SILENT ? end : NULL;
    }
  read_tag (&after, closing, end);
  if (kind == NAME_DRAWING)
    return after.end;

  g_string_append_printf (self->out, "<%s", name);
  g_string_append_len (self->out, tag->start + 1 + strlen (tag->name),
                       tag->end - tag->start - 1 - strlen (tag->name));
  for (const char *p = tag->end; kind != NAME_SILENT && p < closing; p++)
    if (*p != '<')
      g_string_append_c (self->out, *p);
    else
      g_string_append (self->out, kind == NAME_SCRIPT ? "\\u003c" : "&lt;");
  g_string_append_printf (self->out, "</%s>", name);

  return after.end;
}

static const char *
count_name (const char *name)
{
  /* One closes the other. */
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0' ? "h" : name;
}

/* Whether the tag may be written; keeps count. */
static gboolean
admit (Guard     *self,
       const Tag *tag,
       Kind       kind)
{
  const char *name = count_name (tag->name);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->open, name));

  if (kind == NAME_IGNORED || tag->n_attributes > MAX_ATTRIBUTES)
    return FALSE;
  if (kind == NAME_ONCE)
    {
      g_hash_table_insert (self->open, g_strdup (name), GUINT_TO_POINTER (1));
      return !tag->closing && n == 0;
    }
  if (kind == NAME_ITEM && !tag->closing)
    {
      char item = tag->name[0];

      self->n_turns += self->item != 0 && self->item != item;
      self->item = item;
    }
  if (tag->closing)
    {
      /* An end without a beginning means nothing, but costs the parser a walk up the tree. */
      if (n == 0)
        return strcmp (name, "br") == 0;
      g_hash_table_insert (self->open, g_strdup (name), GUINT_TO_POINTER (n - 1));
      self->depth -= kind == NAME_NESTS;
    }
  else
    {
      g_hash_table_insert (self->open, g_strdup (name), GUINT_TO_POINTER (n + 1));
      self->depth += kind == NAME_NESTS;
    }

  return TRUE;
}

static gboolean
is_text_only (Kind kind)
{
  return kind == NAME_SCRIPT || kind == NAME_TEXT || kind == NAME_SILENT || kind == NAME_DRAWING;
}

/* Answers where it stopped: the end, or the first tag that goes too deep. */
static const char *
copy_structured (Guard      *self,
                 const char *p,
                 const char *end)
{
  while (p < end)
    {
      const char *open = memchr (p, '<', end - p);
      Tag tag;
      Kind kind;

      if (open == NULL)
        open = end;
      g_string_append_len (self->out, p, open - p);
      p = open;
      if (p == end)
        break;
      if (end - p >= 2 && (p[1] == '!' || p[1] == '?' || (p[1] == '/' && !begins_tag (p, end))))
        {
          p = skip_declaration (self, p, end);
          continue;
        }
      if (!begins_tag (p, end))
        {
          g_string_append (self->out, "&lt;");
          p++;
          continue;
        }
      read_tag (&tag, p, end);
      kind = kind_of (tag.name);
      p = tag.end;
      if (is_text_only (kind))
        {
          if (!tag.closing)
            {
              const char *after = copy_text_only (self, &tag, kind, end);

              p = after != NULL ? after : tag.end;
            }
          continue;
        }
      if (!admit (self, &tag, kind))
        continue;
      if (self->depth > MAX_DEPTH || self->n_turns > MAX_TURNS)
        return tag.start;
      g_string_append_len (self->out, tag.start, tag.end - tag.start);
    }

  return p;
}

static gboolean
is_inline (const char *name)
{
  static const char *const names[] = { "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn",
                                       "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small",
                                       "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", NULL };

  return g_strv_contains (names, name);
}

static void
copy_flat (Guard      *self,
           const char *p,
           const char *end)
{
  guint n_paragraphs = 0;
  gboolean boundary = TRUE;

  while (p < end)
    {
      const char *open = memchr (p, '<', end - p);
      Tag tag;
      Kind kind;

      if (open == NULL)
        open = end;
      while (p < open && is_space (*p))
        p++;
      if (p < open)
        {
          if (boundary)
            g_string_append (self->out, n_paragraphs++ < MAX_PARAGRAPHS ? "<p>" : " ");
          else
            g_string_append_c (self->out, ' ');
          boundary = FALSE;
          g_string_append_len (self->out, p, open - p);
        }
      p = open;
      if (p == end)
        break;
      if (!begins_tag (p, end))
        {
          if (end - p >= 2 && (p[1] == '!' || p[1] == '?'))
            p = skip_declaration (self, p, end);
          else
            {
              g_string_append (self->out, "&lt;");
              p++;
            }
          continue;
        }
      read_tag (&tag, p, end);
      kind = kind_of (tag.name);
      p = tag.end;
      boundary |= !is_inline (tag.name);
      if (!tag.closing && (kind == NAME_SCRIPT || kind == NAME_SILENT))
        {
          const char *closing = NULL;

          if (!g_hash_table_contains (self->unclosed, tag.name))
            closing = find_closing (p, end, tag.name);
          if (closing == NULL)
            g_hash_table_add (self->unclosed, g_strdup (tag.name));
          else
            p = closing;
        }
    }
}

static void
guard_init (Guard *self,
            gsize  length)
{
  memset (self, 0, sizeof *self);
  self->out = g_string_sized_new (length + length / 16 + 64);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unclosed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static char *
guard_finish (Guard *self,
              gsize *out_length)
{
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->unclosed);
  *out_length = self->out->len;

  return g_string_free (self->out, FALSE);
}

char *
jarida_html_guard (const char *html,
                   gsize       length,
                   gsize      *out_length)
{
  const char *end, *stopped;
  Guard self;

  length = MIN (length, MAX_LENGTH);
  end = html + length;
  guard_init (&self, MIN (length, MAX_STRUCTURED));
  stopped = copy_structured (&self, html, html + MIN (length, MAX_STRUCTURED));
  if (stopped < end)
    copy_flat (&self, stopped, end);

  return guard_finish (&self, out_length);
}

char *
jarida_html_flatten (const char *html,
                     gsize       length,
                     gsize      *out_length)
{
  Guard self;

  length = MIN (length, MAX_LENGTH);
  guard_init (&self, length);
  copy_flat (&self, html, html + length);

  return guard_finish (&self, out_length);
}
