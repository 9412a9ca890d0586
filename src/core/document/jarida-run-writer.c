/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-run-writer.h"

#include <string.h>

#include "jarida-document-private.h"

void
jarida_run_writer_init (JaridaRunWriter *self)
{
  memset (self, 0, sizeof *self);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (JaridaSpan));
}

void
jarida_run_writer_clear (JaridaRunWriter *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  memset (self, 0, sizeof *self);
}

gboolean
jarida_run_writer_is_empty (JaridaRunWriter *self)
{
  return self->text->len == 0;
}

static void
mark (JaridaRunWriter *self,
      gsize            start,
      JaridaSpanFlags  flags,
      int              link)
{
  JaridaSpan *last, span = { start, self->text->len, flags, link };

  if ((flags == 0 && link < 0) || span.start >= span.end)
    return;

  if (self->spans->len > 0)
    {
      last = &g_array_index (self->spans, JaridaSpan, self->spans->len - 1);
      if (last->flags == flags && last->link == link
          && (last->end == span.start
              || (last->end + 1 == span.start && self->text->str[last->end] == ' ')))
        {
          last->end = span.end;
          return;
        }
    }
  g_array_append_val (self->spans, span);
}

/* Marks that are not text: soft hyphens (hyphenation is ours), spaces without width, byte order
 * marks, controls. Joiners and direction marks are text: Arabic needs them. */
static gboolean
is_noise (gunichar c)
{
  return c == 0xad || c == 0x200b || c == 0xfeff || c == 0xfffc || (c < 0x20) || (c >= 0x7f && c < 0xa0);
}

static gboolean
is_folding_space (gunichar c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Two breaks in one run are one: paragraphs are made of them before they get here. */
static void
pay_dues (JaridaRunWriter *self)
{
  if (self->n_breaks > 0 && self->text->len > 0)
    g_string_append (self->text, JARIDA_LINE_BREAK);
  else if (self->space && self->text->len > 0)
    g_string_append_c (self->text, ' ');
  self->n_breaks = 0;
  self->space = FALSE;
}

void
jarida_run_writer_add (JaridaRunWriter *self,
                       const char      *text,
                       JaridaSpanFlags  flags,
                       int              link)
{
  gsize start = self->text->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_folding_space (c))
        {
          self->space = TRUE;
          continue;
        }
      if (is_noise (c))
        continue;
      if (c == 0x2028 || c == 0x2029)
        {
          self->n_breaks++;
          continue;
        }
      if (self->space || self->n_breaks > 0)
        {
          /* The space before a link is not part of the link. */
          if (self->text->len == start)
            {
              pay_dues (self);
              start = self->text->len;
            }
          else
            pay_dues (self);
        }
      g_string_append_len (self->text, p, g_utf8_next_char (p) - p);
    }
  mark (self, start, flags, link);
}

void
jarida_run_writer_add_exact (JaridaRunWriter *self,
                             const char      *text,
                             JaridaSpanFlags  flags,
                             int              link)
{
  gsize start;

  if (self->space && self->text->len > 0)
    g_string_append_c (self->text, ' ');
  self->space = FALSE;
  self->preformatted = TRUE;
  for (; self->n_breaks > 0; self->n_breaks--)
    g_string_append (self->text, JARIDA_LINE_BREAK);
  start = self->text->len;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029)
        g_string_append (self->text, JARIDA_LINE_BREAK);
      else if (c == '\t' || !is_noise (c))
        g_string_append_len (self->text, p, g_utf8_next_char (p) - p);
    }
  mark (self, start, flags, link);
}

void
jarida_run_writer_break (JaridaRunWriter *self)
{
  self->space = FALSE;
  self->n_breaks++;
}

/* Bytes of invisible text at the end of the first @length. */
static gsize
trailing (const char *text,
          gsize       length)
{
  const char *p = text + length;

  while (p > text)
    {
      const char *before = g_utf8_prev_char (p);
      gunichar c = g_utf8_get_char (before);

      if (c != 0x2028 && !g_unichar_isspace (c))
        break;
      p = before;
    }

  return text + length - p;
}

static gsize
leading (const char *text,
         gboolean    only_lines)
{
  const char *p = text, *line = text;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2028)
        line = g_utf8_next_char (p);
      else if (!g_unichar_isspace (c))
        break;
    }

  /* The first line of code keeps its indentation. */
  return (only_lines ? line : p) - text;
}

static void
cut_ends (JaridaRunWriter *self)
{
  gsize head = leading (self->text->str, self->preformatted);
  gsize length = self->text->len - trailing (self->text->str, self->text->len);
  guint kept = 0;

  if (head >= length)
    {
      g_string_truncate (self->text, 0);
      g_array_set_size (self->spans, 0);
      return;
    }
  g_string_truncate (self->text, length);
  g_string_erase (self->text, 0, head);
  for (guint i = 0; i < self->spans->len; i++)
    {
      JaridaSpan span = g_array_index (self->spans, JaridaSpan, i);

      span.end = MIN (span.end, length);
      span.start = MAX (span.start, head) - head;
      if (span.end > head + span.start)
        {
          span.end -= head;
          g_array_index (self->spans, JaridaSpan, kept++) = span;
        }
    }
  g_array_set_size (self->spans, kept);
}

JaridaRun *
jarida_run_writer_finish (JaridaRunWriter *self)
{
  JaridaRun *run = NULL;

  cut_ends (self);
  if (self->text->len > 0)
    {
      run = jarida_run_new (self->text->str);
      if (self->spans->len > 0)
        {
          run->spans = g_array_sized_new (FALSE, FALSE, sizeof (JaridaSpan), self->spans->len);
          g_array_append_vals (run->spans, self->spans->data, self->spans->len);
        }
    }
  g_string_truncate (self->text, 0);
  g_array_set_size (self->spans, 0);
  self->space = FALSE;
  self->n_breaks = 0;
  self->preformatted = FALSE;

  return run;
}
