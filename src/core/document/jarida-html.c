/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-html.h"

#include <gumbo.h>
#include <setjmp.h>
#include <string.h>

#include "jarida-html-guard.h"
#include "jarida-text.h"

/* The only file that knows the parser. Everything the parser and the tree allocate comes from one
 * arena with a budget: it is given back at once, without walking a tree that may be deep, and a page
 * made to blow up (formatting elements repeated in every paragraph) ends the parse instead of the
 * program. Gumbo holds no locks and no files, so it may be left by a jump. */

#define CHUNK   (64 * 1024)
#define BUDGET  (144 << 20)
#define MAX_TREE_DEPTH 2048     /* implied elements between those the guard counts */

struct _JaridaHtml
{
  GPtrArray      *chunks;       /* (owned) */
  char           *free;         /* Borrowed: in the last chunk */
  gsize           n_free;
  gsize           n_used;
  jmp_buf         out_of_budget;
  JaridaHtmlScope scope;
  JaridaHtmlNode *root;         /* in the arena */
};

static void *
allocate (void   *user_data,
          size_t  size)
{
  JaridaHtml *self = user_data;
  char *memory;

  size = (size + 15) & ~(size_t) 15;
  if (size > self->n_free)
    {
      gsize chunk = MAX (size, CHUNK);

      if (size > BUDGET || self->n_used + chunk > BUDGET)
        longjmp (self->out_of_budget, 1);
      memory = g_malloc (chunk);
      g_ptr_array_add (self->chunks, memory);
      self->n_used += chunk;
      /* What is large has a chunk of its own, and the rest of the current one is not lost. */
      if (size >= CHUNK / 4)
        return memory;
      self->free = memory;
      self->n_free = chunk;
    }
  memory = self->free;
  self->free += size;
  self->n_free -= size;

  return memory;
}

static void
leave (void *user_data,
       void *memory)
{
}

static void
clear_arena (JaridaHtml *self)
{
  g_ptr_array_set_size (self->chunks, 0);
  self->n_free = 0;
  self->n_used = 0;
  self->root = NULL;
}

static void
append_child (JaridaHtmlNode *parent,
              JaridaHtmlNode *node)
{
  node->parent = parent;
  node->previous = parent->last;
  if (parent->last != NULL)
    parent->last->next = node;
  else
    parent->first = node;
  parent->last = node;
}

/* Gumbo lets a number like &#11111111111; overflow into bytes that are no letter. */
static const char *
take_text (JaridaHtml *self,
           const char *text)
{
  char *valid, *taken;
  gsize size;

  if (g_utf8_validate (text, -1, NULL))
    return text;

  valid = jarida_text_make_valid (text, -1);
  size = strlen (valid) + 1;
  if (size > BUDGET - self->n_used)
    {
      g_free (valid);
      longjmp (self->out_of_budget, 1);
    }
  taken = memcpy (allocate (self, size), valid, size);
  g_free (valid);

  return taken;
}

static const char *
element_name (JaridaHtml         *self,
              const GumboElement *element)
{
  GumboStringPiece piece = element->original_tag;
  char *name;

  if (element->tag != GUMBO_TAG_UNKNOWN)
    return gumbo_normalized_tagname (element->tag);

  gumbo_tag_from_original_text (&piece);
  name = allocate (self, piece.length + 1);
  for (gsize i = 0; i < piece.length; i++)
    name[i] = g_ascii_tolower (piece.data[i]);
  name[piece.length] = '\0';

  return name;
}

static void
take_attributes (JaridaHtml         *self,
                 JaridaHtmlNode     *node,
                 const GumboElement *element)
{
  if (element->attributes.length == 0)
    return;

  node->attributes = allocate (self, element->attributes.length * sizeof *node->attributes);
  for (guint i = 0; i < element->attributes.length; i++)
    {
      const GumboAttribute *attribute = element->attributes.data[i];

      if (self->scope == JARIDA_HTML_ALLOWED
          && !jarida_element_allows_attribute (node->element, attribute->name))
        continue;
      node->attributes[node->n_attributes].name = attribute->name;
      node->attributes[node->n_attributes].value = take_text (self, attribute->value);
      node->n_attributes++;
    }
}

static void
take_node (JaridaHtml      *self,
           JaridaHtmlNode  *parent,
           const GumboNode *from,
           guint            depth)
{
  JaridaHtmlNode *node;

  if (from->type == GUMBO_NODE_COMMENT || from->type == GUMBO_NODE_DOCUMENT || depth > MAX_TREE_DEPTH)
    return;

  node = allocate (self, sizeof *node);
  memset (node, 0, sizeof *node);
  if (parent != NULL)
    append_child (parent, node);
  else
    self->root = node;

  if (from->type != GUMBO_NODE_ELEMENT && from->type != GUMBO_NODE_TEMPLATE)
    {
      node->text = take_text (self, from->v.text.text);
      return;
    }
  node->name = element_name (self, &from->v.element);
  node->element = jarida_element_find (node->name);
  take_attributes (self, node, &from->v.element);
  for (guint i = 0; i < from->v.element.children.length; i++)
    take_node (self, node, from->v.element.children.data[i], depth + 1);
}

/* FALSE when the budget did not suffice. */
static gboolean
parse (JaridaHtml *self,
       const char *html,
       gsize       length)
{
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;

  if (setjmp (self->out_of_budget) != 0)
    {
      clear_arena (self);
      return FALSE;
    }
  options.allocator = allocate;
  options.deallocator = leave;
  options.userdata = self;
  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, html, length);
  take_node (self, NULL, output->root, 0);

  return TRUE;
}

JaridaHtml *
jarida_html_parse (const char      *html,
                   gssize           length,
                   JaridaHtmlScope  scope)
{
  JaridaHtml *self = g_new0 (JaridaHtml, 1);
  gsize size = length < 0 ? strlen (html) : (gsize) length;
  gsize guarded_size;
  char *guarded = jarida_html_guard (html, size, &guarded_size);

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->scope = scope;
  while (!parse (self, guarded, guarded_size))
    {
      /* Flat text fits in the budget; should a parser of tomorrow disagree, less of it will. */
      g_free (guarded);
      guarded = jarida_html_flatten (html, size, &guarded_size);
      size /= 2;
    }
  /* The tree borrows no bytes of the source: gumbo has decoded them into the arena. */
  g_free (guarded);

  return self;
}

void
jarida_html_free (JaridaHtml *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->chunks);
  g_free (self);
}

JaridaHtmlNode *
jarida_html_get_root (JaridaHtml *self)
{
  return self->root;
}

JaridaHtmlNode *
jarida_html_get_body (JaridaHtml *self)
{
  for (JaridaHtmlNode *node = self->root->first; node != NULL; node = node->next)
    if (jarida_html_node_is (node, "body"))
      return node;

  return self->root;
}

const char *
jarida_html_node_get (const JaridaHtmlNode *self,
                      const char           *attribute)
{
  for (guint i = 0; i < self->n_attributes; i++)
    if (strcmp (self->attributes[i].name, attribute) == 0)
      return self->attributes[i].value;

  return NULL;
}

gboolean
jarida_html_node_is (const JaridaHtmlNode *self,
                     const char           *name)
{
  return self->name != NULL && strcmp (self->name, name) == 0;
}

gboolean
jarida_html_node_has_class (const JaridaHtmlNode *self,
                            const char           *word)
{
  const char *p = jarida_html_node_get (self, "class");
  gsize length = strlen (word);

  while (p != NULL && *p != '\0')
    {
      gsize n = strcspn (p, " \t\r\n\f");

      if (n == length && g_ascii_strncasecmp (p, word, n) == 0)
        return TRUE;
      p += n + strspn (p + n, " \t\r\n\f");
    }

  return FALSE;
}

JaridaRole
jarida_html_node_get_role (const JaridaHtmlNode *self)
{
  return self->element != NULL ? self->element->role : JARIDA_ROLE_INLINE;
}

gboolean
jarida_html_node_is_hidden (const JaridaHtmlNode *self)
{
  const char *style = jarida_html_node_get (self, "style");
  const char *display;

  if (jarida_html_node_get (self, "hidden") != NULL)
    return TRUE;
  if (style == NULL)
    return FALSE;
  display = strstr (style, "display");
  if (display == NULL)
    return FALSE;
  display += strlen ("display");
  display += strspn (display, " \t");
  if (*display != ':')
    return FALSE;
  display++;
  display += strspn (display, " \t");

  return g_ascii_strncasecmp (display, "none", 4) == 0;
}

JaridaHtmlNode *
jarida_html_node_walk_past (const JaridaHtmlNode *self,
                            const JaridaHtmlNode *root)
{
  for (; self != root; self = self->parent)
    if (self->next != NULL)
      return self->next;

  return NULL;
}

JaridaHtmlNode *
jarida_html_node_walk (const JaridaHtmlNode *self,
                       const JaridaHtmlNode *root)
{
  if (self == NULL)
    return root->first;
  if (self->first != NULL)
    return self->first;

  return jarida_html_node_walk_past (self, root);
}

void
jarida_html_node_remove (JaridaHtmlNode *self)
{
  JaridaHtmlNode *parent = self->parent;

  g_return_if_fail (parent != NULL);

  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    parent->first = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  else
    parent->last = self->previous;
  self->parent = self->previous = self->next = NULL;
}

void
jarida_html_node_insert_after (JaridaHtmlNode *parent,
                               JaridaHtmlNode *previous,
                               JaridaHtmlNode *self)
{
  g_return_if_fail (self->parent == NULL);

  self->parent = parent;
  self->previous = previous;
  self->next = previous != NULL ? previous->next : parent->first;
  if (previous != NULL)
    previous->next = self;
  else
    parent->first = self;
  if (self->next != NULL)
    self->next->previous = self;
  else
    parent->last = self;
}

void
jarida_html_node_read (const JaridaHtmlNode *self,
                       GString              *text)
{
  jarida_html_node_read_some (self, text, G_MAXSIZE);
}

void
jarida_html_node_read_some (const JaridaHtmlNode *self,
                            GString              *text,
                            gsize                 max)
{
  const JaridaHtmlNode *node = self;

  if (self->text != NULL)
    {
      g_string_append (text, self->text);
      return;
    }
  node = jarida_html_node_walk (NULL, self);
  while (node != NULL && text->len < max)
    {
      JaridaRole role = jarida_html_node_get_role (node);

      if (node->text != NULL)
        g_string_append (text, node->text);
      else if (role == JARIDA_ROLE_DROP || role == JARIDA_ROLE_NOSCRIPT)
        {
          node = jarida_html_node_walk_past (node, self);
          continue;
        }
      else if (role != JARIDA_ROLE_INLINE && role != JARIDA_ROLE_SPAN && role != JARIDA_ROLE_LINK)
        g_string_append_c (text, ' ');
      node = jarida_html_node_walk (node, self);
    }
}

static void
write_escaped (GString    *html,
               const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;
      case '<':
        g_string_append (html, "&lt;");
        break;
      case '>':
        g_string_append (html, "&gt;");
        break;
      case '"':
        g_string_append (html, "&quot;");
        break;
      default:
        g_string_append_c (html, *text);
      }
}

static gboolean
is_void (const JaridaHtmlNode *self)
{
  static const char *const names[] = { "br", "embed", "hr", "image", "img", "source", "wbr", NULL };

  return g_strv_contains (names, self->name);
}

void
jarida_html_node_write (const JaridaHtmlNode *self,
                        GString              *html)
{
  if (self->text != NULL)
    {
      write_escaped (html, self->text);
      return;
    }
  if (jarida_html_node_get_role (self) == JARIDA_ROLE_DROP && !jarida_html_node_is (self, "source"))
    return;

  g_string_append_printf (html, "<%s", self->name);
  for (guint i = 0; i < self->n_attributes; i++)
    if (jarida_element_allows_attribute (self->element, self->attributes[i].name))
      {
        g_string_append_printf (html, " %s=\"", self->attributes[i].name);
        write_escaped (html, self->attributes[i].value);
        g_string_append_c (html, '"');
      }
  g_string_append_c (html, '>');
  if (is_void (self))
    return;
  /* The parser eats a line end that begins a pre. */
  if (jarida_html_node_get_role (self) == JARIDA_ROLE_PREFORMATTED)
    g_string_append_c (html, '\n');
  for (const JaridaHtmlNode *child = self->first; child != NULL; child = child->next)
    jarida_html_node_write (child, html);
  g_string_append_printf (html, "</%s>", self->name);
}
