/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <string.h>

#include "jarida-address.h"

/* Reads the tree of a page into a flat row of blocks, the way an eye would: text runs on until
 * something that stands apart begins. Elements are looked up in the table of elements; what is not
 * there is only a wrapper. Everything that needs the whole article (direction, ranks of headings,
 * targets of links) is left to jarida_document_finish(). */

static JaridaBlock *
begin_block (JaridaBuilder       *self,
             JaridaBlockKind      kind,
             const JaridaContext *context)
{
  JaridaBlock *block = jarida_block_new (kind);

  block->level = kind == JARIDA_BLOCK_HEADING ? context->level : 0;
  block->quote_depth = context->quote_depth;
  block->list_depth = context->list_depth;
  block->direction = context->direction;
  block->language = g_strdup (context->language);
  if (context->marker != NULL && (kind == JARIDA_BLOCK_LIST_ITEM || kind == JARIDA_BLOCK_NOTE))
    block->marker = g_steal_pointer (context->marker);
  g_ptr_array_add (self->document->blocks, block);
  for (guint i = 0; i < self->ids->len; i++)
    if (!g_hash_table_contains (self->anchors, self->ids->pdata[i]))
      g_hash_table_insert (self->anchors, g_strdup (self->ids->pdata[i]), block);
  g_ptr_array_set_size (self->ids, 0);

  return block;
}

JaridaBlock *
jarida_builder_add (JaridaBuilder       *self,
                    JaridaBlockKind      kind,
                    const JaridaContext *context)
{
  jarida_builder_flush (self);

  return begin_block (self, kind, context);
}

void
jarida_builder_flush (JaridaBuilder *self)
{
  JaridaRun *run = jarida_run_writer_finish (&self->writer);

  if (run != NULL)
    g_ptr_array_add (begin_block (self, self->context.kind, &self->context)->runs, run);
  for (guint i = 0; i < self->waiting->len; i++)
    g_ptr_array_add (self->document->blocks, self->waiting->pdata[i]);
  g_ptr_array_set_size (self->waiting, 0);
}

static void
add_text (JaridaBuilder       *self,
          const char          *text,
          const JaridaContext *context)
{
  /* Two line breaks are how old pages begin a paragraph. */
  if (!context->in_cell && !context->preformatted && self->writer.n_breaks > 1
      && context->kind != JARIDA_BLOCK_HEADING && text[strspn (text, " \t\r\n\f")] != '\0')
    jarida_builder_flush (self);
  if (jarida_run_writer_is_empty (&self->writer))
    {
      self->context = *context;
      self->context.flags = 0;
    }
  if (context->preformatted)
    jarida_run_writer_add_exact (&self->writer, text, context->flags, context->link);
  else
    jarida_run_writer_add (&self->writer, text, context->flags, context->link);
}

/* The border of something that stands apart. */
static void
border (JaridaBuilder       *self,
        const JaridaContext *context)
{
  if (!context->in_cell)
    jarida_builder_flush (self);
  else if (!jarida_run_writer_is_empty (&self->writer))
    jarida_run_writer_break (&self->writer);
}

void
jarida_builder_walk_children (JaridaBuilder        *self,
                              const JaridaHtmlNode *node,
                              const JaridaContext  *context)
{
  for (const JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    jarida_builder_walk (self, child, context);
}

static void
read_block (JaridaBuilder        *self,
            const JaridaHtmlNode *node,
            const JaridaContext  *context)
{
  border (self, context);
  jarida_builder_walk_children (self, node, context);
  border (self, context);
}

static void
read_heading (JaridaBuilder        *self,
              const JaridaHtmlNode *node,
              const JaridaContext  *context)
{
  JaridaContext inner = *context;

  if (inner.in_cell)
    inner.flags |= JARIDA_SPAN_BOLD;
  else
    {
      inner.kind = JARIDA_BLOCK_HEADING;
      inner.level = node->element->value;
      inner.marker = NULL;
    }
  read_block (self, node, &inner);
}

static void
read_quote (JaridaBuilder        *self,
            const JaridaHtmlNode *node,
            const JaridaContext  *context)
{
  JaridaContext inner = *context;

  inner.quote_depth = MIN (inner.quote_depth + 1, 8);
  read_block (self, node, &inner);
}

static void
read_preformatted (JaridaBuilder        *self,
                   const JaridaHtmlNode *node,
                   const JaridaContext  *context)
{
  JaridaContext inner = *context;

  if (!inner.in_cell)
    inner.kind = JARIDA_BLOCK_CODE;
  inner.preformatted = TRUE;
  inner.marker = NULL;
  read_block (self, node, &inner);
}

static void
read_term (JaridaBuilder        *self,
           const JaridaHtmlNode *node,
           const JaridaContext  *context)
{
  JaridaContext inner = *context;

  inner.flags |= JARIDA_SPAN_BOLD;
  read_block (self, node, &inner);
}

static void
read_description (JaridaBuilder        *self,
                  const JaridaHtmlNode *node,
                  const JaridaContext  *context)
{
  JaridaContext inner = *context;

  if (!inner.in_cell)
    {
      inner.kind = JARIDA_BLOCK_LIST_ITEM;
      inner.list_depth = MIN (inner.list_depth + 1, 12);
      inner.marker = NULL;
    }
  read_block (self, node, &inner);
}

static void
read_span (JaridaBuilder        *self,
           const JaridaHtmlNode *node,
           const JaridaContext  *context)
{
  JaridaContext inner = *context;

  inner.flags |= node->element->value;
  /* Code is code already inside a block of it. */
  if (inner.preformatted)
    inner.flags &= ~JARIDA_SPAN_CODE;
  jarida_builder_walk_children (self, node, &inner);
}

/* NULL when it names no place. */
static char *
read_fragment (const char *fragment)
{
  g_autofree char *name = fragment[1] != '\0' ? g_uri_unescape_string (fragment, NULL) : NULL;

  return name != NULL && g_utf8_validate (name, -1, NULL) ? g_steal_pointer (&name) : NULL;
}

/* "#note" for a place in this article, whatever the page calls itself. */
static char *
resolve_link (JaridaBuilder *self,
              const char    *href)
{
  const char *fragment;
  gsize length;

  href += strspn (href, " \t\r\n\f");
  if (*href == '#')
    return read_fragment (href);
  fragment = strchr (href, '#');
  length = fragment != NULL ? fragment - href : 0;
  if (fragment != NULL && self->base != NULL && length == strcspn (self->base, "#")
      && strncmp (href, self->base, length) == 0)
    return read_fragment (fragment);

  return jarida_address_resolve_link (href, self->base);
}

/* The arrow behind a footnote that leads back up: the view has its own way back. */
static gboolean
is_way_back (const JaridaHtmlNode *node)
{
  static const char *const arrows[] = { "↩", "↩︎", "↑", "^", "⇑", "⤴", "↵", NULL };
  const char *href = jarida_html_node_get (node, "href");
  g_autoptr(GString) text = NULL;
  g_autofree char *squeezed = NULL;

  if (href == NULL || strchr (href, '#') == NULL)
    return FALSE;
  text = g_string_new (NULL);
  jarida_html_node_read (node, text);
  squeezed = jarida_text_squeeze (text->str);

  return g_strv_contains (arrows, squeezed);
}

static void
read_link (JaridaBuilder        *self,
           const JaridaHtmlNode *node,
           const JaridaContext  *context)
{
  const char *href = jarida_html_node_get (node, "href");
  JaridaContext inner = *context;
  char *address;

  if (context->in_notes && is_way_back (node))
    return;
  address = href != NULL ? resolve_link (self, href) : NULL;
  if (address != NULL)
    inner.link = jarida_document_take_link (self->document, address);
  jarida_builder_walk_children (self, node, &inner);
}

static void
read_quotation (JaridaBuilder        *self,
                const JaridaHtmlNode *node,
                const JaridaContext  *context)
{
  const char *language = context->language != NULL ? context->language : "";
  gboolean guillemets = g_str_has_prefix (language, "fr") || g_str_has_prefix (language, "ar");

  add_text (self, guillemets ? "«" : "“", context);
  jarida_builder_walk_children (self, node, context);
  add_text (self, guillemets ? "»" : "”", context);
}

/* The picture or frame a caption below it belongs to. */
static JaridaBlock *
captioned (JaridaBuilder *self,
           guint          since)
{
  GPtrArray *blocks = self->document->blocks;
  JaridaBlock *last;

  jarida_builder_flush (self);
  if (blocks->len <= since)
    return NULL;
  last = blocks->pdata[blocks->len - 1];
  if ((last->kind != JARIDA_BLOCK_FIGURE && last->kind != JARIDA_BLOCK_EMBED) || last->runs->len > 0)
    return NULL;

  return last;
}

static void
read_caption (JaridaBuilder        *self,
              const JaridaHtmlNode *node,
              const JaridaContext  *context,
              JaridaBlock          *block)
{
  JaridaContext inner = *context;
  JaridaRun *run;

  inner.in_cell = TRUE;
  jarida_builder_walk_children (self, node, &inner);
  run = jarida_run_writer_finish (&self->writer);
  if (run != NULL)
    g_ptr_array_add (block->runs, run);
}

static gboolean
is_caption (const JaridaHtmlNode *node)
{
  static const char *const words[] = { "wp-caption-text", "caption", "image-caption", "img-caption",
                                       "photo-caption", "media-caption", "legende", "légende" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (jarida_html_node_has_class (node, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
holds_picture (const JaridaHtmlNode *node)
{
  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    if (jarida_html_node_get_role (inner) == JARIDA_ROLE_PICTURE)
      return TRUE;

  return FALSE;
}

static void
read_figure (JaridaBuilder        *self,
             const JaridaHtmlNode *node,
             const JaridaContext  *context)
{
  const JaridaHtmlNode *caption = NULL;
  guint since;

  border (self, context);
  since = self->document->blocks->len;
  for (const JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    if (jarida_html_node_is (child, "figcaption") && !context->in_cell)
      caption = child;
    else
      jarida_builder_walk (self, child, context);
  border (self, context);
  if (caption != NULL)
    {
      JaridaBlock *block = captioned (self, since);

      if (block != NULL)
        read_caption (self, caption, context, block);
      /* A caption alone is text; that of a picture left out because it was shown before is not. */
      else if (self->document->blocks->len > since || !holds_picture (node))
        read_block (self, caption, context);
    }
}

static void
read_rule (JaridaBuilder       *self,
           const JaridaContext *context)
{
  border (self, context);
  if (!context->in_cell)
    jarida_builder_add (self, JARIDA_BLOCK_RULE, context);
}

/* Only pictures: the words of a noscript ask for scripts. */
static void
read_noscript (JaridaBuilder        *self,
               const JaridaHtmlNode *node,
               const JaridaContext  *context)
{
  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    if (jarida_html_node_get_role (inner) == JARIDA_ROLE_PICTURE && !context->in_cell)
      jarida_builder_read_picture (self, inner, context);
}

static void
apply_attributes (JaridaBuilder        *self,
                  const JaridaHtmlNode *node,
                  JaridaContext        *context)
{
  const char *direction = jarida_html_node_get (node, "dir");
  const char *language = jarida_html_node_get (node, "lang");
  const char *id = jarida_html_node_get (node, "id");

  if (direction != NULL && g_ascii_strcasecmp (direction, "rtl") == 0)
    context->direction = JARIDA_DIRECTION_RTL;
  else if (direction != NULL && g_ascii_strcasecmp (direction, "ltr") == 0)
    context->direction = JARIDA_DIRECTION_LTR;
  else if (direction != NULL && g_ascii_strcasecmp (direction, "auto") == 0)
    context->direction = JARIDA_DIRECTION_AUTO;
  if (language == NULL)
    language = jarida_html_node_get (node, "xml:lang");
  if (language != NULL && *language != '\0' && strlen (language) < 36)
    context->language = language;
  if (id == NULL && jarida_html_node_is (node, "a"))
    id = jarida_html_node_get (node, "name");
  if (id != NULL && *id != '\0')
    g_ptr_array_add (self->ids, g_strdup (id));
}

static gboolean
holds_notes (const JaridaHtmlNode *node)
{
  static const char *const words[] = { "footnotes", "footnote", "endnotes", "references", "reflist",
                                       "easy-footnotes-wrapper", "wp-block-footnotes" };
  const char *role = jarida_html_node_get (node, "role");

  if (role != NULL && (strcmp (role, "doc-endnotes") == 0 || strcmp (role, "doc-footnote") == 0))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (jarida_html_node_has_class (node, words[i]))
      return TRUE;

  return FALSE;
}

static void
walk_element (JaridaBuilder        *self,
              const JaridaHtmlNode *node,
              const JaridaContext  *context)
{
  switch (jarida_html_node_get_role (node))
    {
    case JARIDA_ROLE_INLINE:
      jarida_builder_walk_children (self, node, context);
      break;
    case JARIDA_ROLE_SPAN:
      read_span (self, node, context);
      break;
    case JARIDA_ROLE_LINK:
      read_link (self, node, context);
      break;
    case JARIDA_ROLE_QUOTATION:
      read_quotation (self, node, context);
      break;
    case JARIDA_ROLE_BREAK:
      if (context->preformatted)
        add_text (self, "\n", context);
      else
        jarida_run_writer_break (&self->writer);
      break;
    case JARIDA_ROLE_HEADING:
      read_heading (self, node, context);
      break;
    case JARIDA_ROLE_LIST:
      border (self, context);
      jarida_builder_read_list (self, node, context);
      border (self, context);
      break;
    case JARIDA_ROLE_TERM:
      read_term (self, node, context);
      break;
    case JARIDA_ROLE_DESCRIPTION:
      read_description (self, node, context);
      break;
    case JARIDA_ROLE_QUOTE:
      read_quote (self, node, context);
      break;
    case JARIDA_ROLE_PREFORMATTED:
      read_preformatted (self, node, context);
      break;
    case JARIDA_ROLE_FIGURE:
      read_figure (self, node, context);
      break;
    case JARIDA_ROLE_PICTURE:
      jarida_builder_read_picture (self, node, context);
      break;
    case JARIDA_ROLE_EMBED:
      jarida_builder_read_embed (self, node, context);
      break;
    case JARIDA_ROLE_TABLE:
      border (self, context);
      jarida_builder_read_table (self, node, context);
      border (self, context);
      break;
    case JARIDA_ROLE_RULE:
      read_rule (self, context);
      break;
    case JARIDA_ROLE_NOSCRIPT:
      read_noscript (self, node, context);
      break;
    case JARIDA_ROLE_BLOCK:
    case JARIDA_ROLE_ITEM:
    case JARIDA_ROLE_CAPTION:
    case JARIDA_ROLE_TABLE_PART:
    case JARIDA_ROLE_CELL:
      read_block (self, node, context);
      break;
    case JARIDA_ROLE_DROP:
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
stands_apart (JaridaRole role)
{
  return role >= JARIDA_ROLE_BLOCK && role != JARIDA_ROLE_PICTURE && role < JARIDA_ROLE_NOSCRIPT;
}

void
jarida_builder_walk (JaridaBuilder        *self,
                     const JaridaHtmlNode *node,
                     const JaridaContext  *context)
{
  JaridaContext inner = *context;
  JaridaBlock *block;

  if (node->text != NULL)
    {
      add_text (self, node->text, context);
      return;
    }
  if (jarida_html_node_is_hidden (node))
    return;

  /* An id belongs to what begins here, not to what just ended. */
  if (stands_apart (jarida_html_node_get_role (node)))
    border (self, context);
  apply_attributes (self, node, &inner);
  if (!inner.in_notes && holds_notes (node))
    {
      inner.in_notes = TRUE;
      if (!inner.in_cell)
        inner.kind = JARIDA_BLOCK_NOTE;
    }
  if (!context->in_cell && is_caption (node) && (block = captioned (self, 0)) != NULL)
    read_caption (self, node, &inner, block);
  else
    walk_element (self, node, &inner);
}

/* Answers the language of the page, if it says one. */
static const char *
build (JaridaDocument  *document,
       JaridaHtml      *html,
       const char      *base,
       JaridaDirection  turned,
       GHashTable      *anchors)
{
  JaridaContext context = { .kind = JARIDA_BLOCK_PARAGRAPH, .link = -1 };
  JaridaBuilder self = { .document = document, .base = base, .anchors = anchors };

  self.waiting = g_ptr_array_new ();
  self.ids = g_ptr_array_new_with_free_func (g_free);
  self.pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  jarida_run_writer_init (&self.writer);
  apply_attributes (&self, jarida_html_get_root (html), &context);
  if (turned != JARIDA_DIRECTION_AUTO)
    context.direction = turned;
  jarida_builder_walk (&self, jarida_html_get_body (html), &context);
  jarida_builder_flush (&self);
  jarida_run_writer_clear (&self.writer);
  g_ptr_array_unref (self.waiting);
  g_ptr_array_unref (self.ids);
  g_hash_table_unref (self.pictures);

  return context.language;
}

/* Some feeds escape their HTML twice: not one tag is left, and the text is full of them. Answers the
 * HTML, or NULL when the text is what it says. */
static char *
unescape_again (const char *html)
{
  g_autoptr(JaridaHtml) tree = NULL;
  GString *text;

  if (strchr (html, '<') != NULL
      || (strstr (html, "&lt;/p&gt;") == NULL && strstr (html, "&lt;/a&gt;") == NULL && strstr (html, "&lt;br") == NULL))
    return NULL;

  tree = jarida_html_parse (html, -1, JARIDA_HTML_ALLOWED);
  text = g_string_new (NULL);
  jarida_html_node_read (jarida_html_get_body (tree), text);

  return g_string_free (text, FALSE);
}

JaridaDocument *
jarida_document_new (const char               *html,
                     gssize                    length,
                     const char               *base,
                     const char               *language,
                     JaridaDirection           direction,
                     const JaridaDocumentHead *head)
{
  JaridaDocument *self = jarida_document_alloc ();
  g_autofree char *valid = jarida_text_make_valid (html != NULL ? html : "", html != NULL ? length : 0);
  g_autofree char *unescaped = unescape_again (valid);
  g_autoptr(JaridaHtml) tree = jarida_html_parse (unescaped != NULL ? unescaped : valid, -1, JARIDA_HTML_ALLOWED);
  g_autoptr(GHashTable) anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *said;

  said = build (self, tree, base, head != NULL ? head->turned : JARIDA_DIRECTION_AUTO, anchors);
  jarida_document_link_anchors (self, anchors);
  if (head != NULL)
    jarida_document_add_head (self, head, base);
  jarida_document_finish (self, language != NULL ? language : said, direction);
  if (head != NULL && head->foot != NULL)
    jarida_document_add_foot (self, head->foot);

  return self;
}
