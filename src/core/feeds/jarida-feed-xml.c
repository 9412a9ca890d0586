/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "jarida-address.h"
#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"
#include "jarida-text.h"
#include "jarida-xml-mend.h"

/* An XML feed read event by event. Elements are looked up in the tables of the formats by namespace, name and place;
 * a table says what is read of an element and where its value goes. Nothing is kept of the document but the text of
 * the element that is open and the stack of its ancestors. */

typedef struct
{
  const JaridaFeedElement *element;   /* (nullable) */
  JaridaFeedPlace          place;     /* for the children */
  const char              *name;      /* the parser's own copy */
  const char              *base;      /* (nullable) in scope here; in bases */
  char                    *language;  /* (owned) (nullable) said here */
} Frame;

typedef struct
{
  JaridaFeedBuilder  builder;         /* first: the tables see this much */
  const char        *address;         /* (nullable) of the document */
  xmlParserCtxt     *context;
  GArray            *frames;          /* (owned) Frame */
  GPtrArray         *bases;           /* (owned) every xml:base met, absolute; few */
  const char        *root_uri;        /* (nullable) */
  GString           *attributes;      /* (owned) of the last element of a table: name, 0, value, 0, ... */

  /* The element whose text is being gathered. */
  guint              leaf;            /* its depth, 0 when there is none */
  JaridaFeedReading  reading;
  GString           *text;            /* (owned) */
  gboolean           escape;          /* characters are text amid markup */
  gsize              wrapper_open;    /* the div around an XHTML text: the end of its beginning, ... */
  gsize              wrapper_close;   /* ... the beginning of its end, 0 when there is none, ... */
  gsize              wrapper_end;     /* ... and the end of that. */
} Reader;

static const JaridaFeedTable *const tables[JARIDA_N_SPACES] = {
  [JARIDA_SPACE_RSS] = &jarida_rss_table,
  [JARIDA_SPACE_ATOM] = &jarida_atom_table,
  [JARIDA_SPACE_DUBLIN_CORE] = &jarida_dublin_core_table,
  [JARIDA_SPACE_CONTENT] = &jarida_content_table,
  [JARIDA_SPACE_MEDIA] = &jarida_media_table,
  [JARIDA_SPACE_ITUNES] = &jarida_itunes_table,
  [JARIDA_SPACE_SLASH] = &jarida_slash_table,
  [JARIDA_SPACE_WFW] = &jarida_wfw_table,
  [JARIDA_SPACE_SYNDICATION] = &jarida_syndication_table,
  [JARIDA_SPACE_THREADING] = &jarida_threading_table,
  [JARIDA_SPACE_XHTML] = &jarida_xhtml_table,
};

static void
clear_frame (gpointer data)
{
  g_free (((Frame *) data)->language);
}

static Frame *
get_top (Reader *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

/* What the tables may ask */

JaridaFeedDraft *
jarida_feed_builder_get_draft (JaridaFeedBuilder *self)
{
  return self->item != NULL ? self->item : self->channel;
}

char *
jarida_feed_builder_dup_attribute (JaridaFeedBuilder *self,
                                   const char        *name)
{
  const GString *attributes = ((Reader *) self)->attributes;
  const char *p = attributes->str;
  const char *end = p + attributes->len;

  while (p < end)
    {
      const char *value = p + strlen (p) + 1;

      if (g_ascii_strcasecmp (p, name) == 0)
        return g_strstrip (strchr (value, '&') != NULL ? jarida_markup_unescape (value, -1) : g_strdup (value));
      p = value + strlen (value) + 1;
    }

  return NULL;
}

/* Against xml:base; without one the address stays as written until the address of the site is known. */
static char *
resolve (Reader *self,
         char   *reference)
{
  const char *base = get_top (self)->base;
  char *resolved;

  if (reference == NULL || *reference == '\0' || base == NULL)
    return reference;
  resolved = jarida_address_resolve (reference, base);
  if (resolved == NULL)
    return reference;

  g_free (reference);
  return resolved;
}

char *
jarida_feed_builder_resolve (JaridaFeedBuilder *self,
                             char              *reference)
{
  return resolve ((Reader *) self, reference);
}

char *
jarida_feed_builder_dup_address (JaridaFeedBuilder *self,
                                 const char        *name)
{
  return resolve ((Reader *) self, jarida_feed_builder_dup_attribute (self, name));
}

guint64
jarida_feed_builder_get_number (JaridaFeedBuilder *self,
                                const char        *name)
{
  g_autofree char *value = jarida_feed_builder_dup_attribute (self, name);
  gint64 number = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;

  return MAX (number, 0);
}

const char *
jarida_feed_builder_get_name (JaridaFeedBuilder *self)
{
  return get_top ((Reader *) self)->name;
}

void
jarida_feed_builder_set_reading (JaridaFeedBuilder *self,
                                 JaridaFeedReading  reading)
{
  ((Reader *) self)->reading = reading;
}

JaridaFeedReading
jarida_feed_builder_get_reading (JaridaFeedBuilder *self)
{
  return ((Reader *) self)->reading;
}

void
jarida_feed_builder_note_text (JaridaFeedBuilder *self,
                               guint              rank)
{
  const Frame *top = get_top ((Reader *) self);

  if (self->item == NULL)
    return;
  jarida_feed_draft_take (self->item, JARIDA_SLOT_BASE, rank, g_strdup (top->base));
  jarida_feed_draft_take (self->item, JARIDA_SLOT_LANGUAGE, 5 + rank, g_strdup (top->language));
}

void
jarida_feed_builder_begin_item (JaridaFeedBuilder *self)
{
  Reader *reader = (Reader *) self;
  const Frame *top = get_top (reader);

  g_clear_pointer (&self->item, jarida_feed_draft_free);
  if (self->feed != NULL && self->feed->items->len >= JARIDA_FEED_MAX_ITEMS)
    {
      /* Its draft is made all the same, and let go at its end. */
      self->feed->cut = TRUE;
      xmlStopParser (reader->context);
    }
  self->item = jarida_feed_draft_new ();
  jarida_feed_draft_take (self->item, JARIDA_SLOT_LANGUAGE, 3, g_strdup (top->language));
}

void
jarida_feed_builder_end_item (JaridaFeedBuilder *self,
                              char              *value)
{
  g_free (value);
  if (self->item == NULL || self->feed == NULL || self->feed->cut)
    return;
  g_ptr_array_add (self->feed->items, jarida_feed_draft_to_item (self->item));
  g_clear_pointer (&self->item, jarida_feed_draft_free);
}

void
jarida_feed_builder_set_kind (JaridaFeedBuilder *self,
                              JaridaFeedKind     kind,
                              const char        *version)
{
  if (self->feed != NULL)
    return;
  self->feed = jarida_feed_new (kind);
  self->feed->version = g_strdup (version);
}

/* Elements */

static JaridaFeedSpace
find_space (Reader     *self,
            const char *prefix,
            const char *uri)
{
  JaridaFeedSpace space = jarida_feed_space_from_uri (uri, prefix);

  /* Some declare a namespace of their own for the whole feed. */
  if (space == JARIDA_SPACE_OTHER && prefix == NULL && g_strcmp0 (uri, self->root_uri) == 0)
    space = JARIDA_SPACE_RSS;
  if (space == JARIDA_SPACE_RSS && self->builder.feed != NULL && self->builder.feed->kind == JARIDA_FEED_KIND_ATOM)
    space = JARIDA_SPACE_ATOM;

  return space;
}

static const JaridaFeedElement *
find_element (Reader          *self,
              const char      *name,
              JaridaFeedSpace  space,
              JaridaFeedPlace  place)
{
  const JaridaFeedElement *element;

  if (tables[space] == NULL)
    return NULL;
  element = jarida_feed_table_lookup (tables[space], name, place);
  if (element == NULL && space == JARIDA_SPACE_RSS && place == JARIDA_PLACE_ROOT)
    element = jarida_feed_table_lookup (&jarida_atom_table, name, place);

  return element;
}

/* Attributes come in fives: name, prefix, namespace, value, end of value. */
typedef struct
{
  const char *name;
  const char *prefix;
  const char *uri;
  const char *value;
  const char *end;
} Attribute;

static void
keep_attributes (Reader          *self,
                 const Attribute *attributes,
                 int              n_attributes)
{
  g_string_truncate (self->attributes, 0);
  /* Those without a prefix first: href is meant, not xlink:href. */
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < n_attributes; i++)
      if ((attributes[i].prefix != NULL) == pass)
        {
          g_string_append_len (self->attributes, attributes[i].name, strlen (attributes[i].name) + 1);
          g_string_append_len (self->attributes, attributes[i].value, attributes[i].end - attributes[i].value);
          g_string_append_c (self->attributes, '\0');
        }
}

static const char *
keep_base (Reader          *self,
           const char      *parent,
           const Attribute *attribute)
{
  g_autofree char *raw = g_strndup (attribute->value, attribute->end - attribute->value);
  g_autofree char *value = jarida_markup_unescape (raw, -1);
  char *base = jarida_address_resolve (value, parent != NULL ? parent : self->address);
  const char *last = self->bases->len > 0 ? g_ptr_array_index (self->bases, self->bases->len - 1) : NULL;

  if (base == NULL)
    return parent;
  if (g_strcmp0 (last, base) == 0)
    {
      g_free (base);
      return last;
    }
  g_ptr_array_add (self->bases, base);
  return base;
}

/* Pushes the frame of an element, with its xml:base and xml:lang. */
static Frame *
push_frame (Reader          *self,
            const char      *name,
            const Attribute *attributes,
            int              n_attributes)
{
  Frame frame = { .name = name };

  if (self->frames->len > 0)
    frame.base = get_top (self)->base;
  for (int i = 0; i < n_attributes; i++)
    {
      const Attribute *attribute = &attributes[i];

      if (attribute->prefix == NULL || strcmp (attribute->prefix, "xml") != 0)
        continue;
      if (strcmp (attribute->name, "base") == 0)
        frame.base = keep_base (self, frame.base, attribute);
      else if (strcmp (attribute->name, "lang") == 0 && frame.language == NULL)
        frame.language = g_strndup (attribute->value, MIN (attribute->end - attribute->value, 64));
    }
  g_array_append_val (self->frames, frame);

  return get_top (self);
}

/* Markup inside a text */

static gboolean
is_void (const char *name)
{
  static const char *const names[] = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_address_attribute (const char *name)
{
  return strcmp (name, "href") == 0 || strcmp (name, "src") == 0 || strcmp (name, "cite") == 0 ||
         strcmp (name, "poster") == 0;
}

static void
append_attribute (Reader          *self,
                  const Attribute *attribute)
{
  const Frame *leaf = &g_array_index (self->frames, Frame, self->leaf - 1);
  const char *base = get_top (self)->base;
  g_autofree char *raw = g_strndup (attribute->value, attribute->end - attribute->value);
  g_autofree char *value = jarida_markup_unescape (raw, -1);

  if (attribute->prefix != NULL && strcmp (attribute->prefix, "xml") == 0)
    return;
  /* Only the base of the whole text is handed on. */
  if (base != leaf->base && is_address_attribute (attribute->name))
    {
      char *resolved = jarida_address_resolve (value, base);

      if (resolved != NULL)
        {
          g_free (value);
          value = resolved;
        }
    }
  g_string_append_c (self->text, ' ');
  if (attribute->prefix != NULL)
    g_string_append_printf (self->text, "%s:", attribute->prefix);
  g_string_append (self->text, attribute->name);
  g_string_append (self->text, "=\"");
  jarida_markup_append_escaped (self->text, value, strlen (value));
  g_string_append_c (self->text, '"');
}

/* Text that came before the first element of an RSS description: escaped now, unless it is HTML itself. */
static void
begin_mixed (Reader *self)
{
  g_autofree char *before = NULL;
  gsize length = self->text->len;

  gboolean html = self->reading == JARIDA_READ_HTML && memchr (self->text->str, '<', length) != NULL;

  self->reading = JARIDA_READ_XHTML;
  if (html)
    return;
  before = g_strndup (self->text->str, length);
  g_string_truncate (self->text, 0);
  jarida_markup_append_escaped (self->text, before, length);
  self->escape = TRUE;
}

static void
begin_markup (Reader          *self,
              const char      *name,
              const Attribute *attributes,
              int              n_attributes)
{
  if (self->reading == JARIDA_READ_HTML || self->reading == JARIDA_READ_PLAIN)
    begin_mixed (self);
  if (self->reading != JARIDA_READ_XHTML)
    return;

  g_string_append_c (self->text, '<');
  g_string_append (self->text, name);
  for (int i = 0; i < n_attributes; i++)
    append_attribute (self, &attributes[i]);
  g_string_append (self->text, is_void (name) ? " />" : ">");

  if (self->frames->len == self->leaf + 1 && n_attributes == 0 && self->wrapper_open == 0 &&
      strcmp (name, "div") == 0 && strspn (self->text->str, " \t\r\n") == self->text->len - strlen ("<div>"))
    self->wrapper_open = self->text->len;
}

static void
end_markup (Reader     *self,
            const char *name)
{
  gsize close = self->text->len;

  if (self->reading != JARIDA_READ_XHTML || is_void (name))
    return;
  g_string_append_printf (self->text, "</%s>", name);
  if (self->frames->len == self->leaf + 1 && self->wrapper_open > 0 && self->wrapper_close == 0)
    {
      self->wrapper_close = close;
      self->wrapper_end = self->text->len;
    }
}

/* The div that Atom wants around an XHTML text is not part of it. */
static void
drop_wrapper (Reader *self)
{
  if (self->wrapper_close == 0 ||
      strspn (self->text->str + self->wrapper_end, " \t\r\n") != self->text->len - self->wrapper_end)
    return;
  g_string_truncate (self->text, self->wrapper_close);
  g_string_erase (self->text, 0, self->wrapper_open);
}

static char *
dup_stripped (const char *text)
{
  return g_strstrip (g_strdup (text));
}

/* No title is longer; and the look for the end of a script in it may begin again at every byte. */
#define MAX_LABEL 8192

static char *
dup_label (const char *text)
{
  g_autofree char *start = g_strndup (text, MAX_LABEL);
  g_autofree char *plain = jarida_markup_to_text (start);

  return jarida_text_squeeze (plain);
}

static char *
dup_base64 (const char *text)
{
  gsize length;
  g_autofree guchar *data = g_base64_decode (text, &length);

  return jarida_text_make_valid ((const char *) data, length);
}

static char *
dup_value (Reader *self)
{
  const char *text = self->text->str;
  g_autoptr(GString) escaped = NULL;
  g_autofree char *stripped = NULL;

  switch (self->reading)
    {
    case JARIDA_READ_TEXT:
      return jarida_text_squeeze (text);
    case JARIDA_READ_LABEL:
      return dup_label (text);
    case JARIDA_READ_ADDRESS:
      return resolve (self, dup_stripped (text));
    case JARIDA_READ_HTML:
      return dup_stripped (text);
    case JARIDA_READ_XHTML:
      drop_wrapper (self);
      return dup_stripped (text);
    case JARIDA_READ_PLAIN:
      stripped = dup_stripped (text);
      escaped = g_string_new (NULL);
      jarida_markup_append_escaped (escaped, stripped, strlen (stripped));
      return g_string_free (g_steal_pointer (&escaped), FALSE);
    case JARIDA_READ_BASE64:
      return dup_base64 (text);
    case JARIDA_READ_CHILDREN:
    case JARIDA_READ_NOTHING:
    default:
      return NULL;
    }
}

/* Events of the parser */

static void
begin_leaf (Reader            *self,
            JaridaFeedReading  reading)
{
  self->leaf = self->frames->len;
  self->reading = reading;
  g_string_truncate (self->text, 0);
  self->wrapper_open = self->wrapper_close = self->wrapper_end = 0;
}

static void
note_channel_language (Reader      *self,
                       const Frame *frame)
{
  if ((frame->place & (JARIDA_PLACE_OUTER | JARIDA_PLACE_FEED)) != 0)
    jarida_feed_draft_take (self->builder.channel, JARIDA_SLOT_LANGUAGE, 2, g_strdup (frame->language));
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Reader *self = data;
  JaridaFeedPlace place = self->frames->len > 0 ? get_top (self)->place : JARIDA_PLACE_ROOT;
  Frame *frame = push_frame (self, (const char *) name, (const Attribute *) attributes, n_attributes);
  JaridaFeedSpace space;

  if (self->leaf > 0)
    {
      begin_markup (self, (const char *) name, (const Attribute *) attributes, n_attributes);
      return;
    }
  if (self->frames->len == 1)
    self->root_uri = (const char *) uri;

  space = find_space (self, (const char *) prefix, (const char *) uri);
  frame->element = find_element (self, (const char *) name, space, place);
  if (frame->element == NULL)
    {
      /* Inside an item an unknown element is none of ours; around items, something may be in it. */
      frame->place = place == JARIDA_PLACE_ROOT ? JARIDA_PLACE_ROOT : JARIDA_PLACE_OUTER;
      if ((place & ~(JARIDA_PLACE_ROOT | JARIDA_PLACE_OUTER | JARIDA_PLACE_FEED)) != 0)
        begin_leaf (self, JARIDA_READ_NOTHING);
      return;
    }

  keep_attributes (self, (const Attribute *) attributes, n_attributes);
  frame->place = frame->element->opens;
  if (frame->element->reading != JARIDA_READ_CHILDREN)
    begin_leaf (self, frame->element->reading);
  if (frame->element->begin != NULL)
    frame->element->begin (&self->builder);
  self->escape = self->leaf > 0 && self->reading == JARIDA_READ_XHTML;
  note_channel_language (self, frame);
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Reader *self = data;
  const Frame *top;

  if (self->frames->len == 0)
    return;
  top = get_top (self);
  if (self->leaf > 0 && self->frames->len > self->leaf)
    end_markup (self, top->name);
  else if (top->element != NULL)
    {
      g_autofree char *value = self->leaf > 0 ? dup_value (self) : NULL;

      if (top->element->end != NULL)
        top->element->end (&self->builder, g_steal_pointer (&value));
      else if (top->element->slot != JARIDA_SLOT_NONE)
        jarida_feed_draft_take (jarida_feed_builder_get_draft (&self->builder), top->element->slot,
                                top->element->rank, g_steal_pointer (&value));
    }
  if (self->leaf == self->frames->len)
    self->leaf = 0;
  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
characters_cb (void          *data,
               const xmlChar *text,
               int            length)
{
  Reader *self = data;

  if (self->leaf == 0 || self->reading == JARIDA_READ_NOTHING)
    return;
  if (self->escape)
    jarida_markup_append_escaped (self->text, (const char *) text, length);
  else
    g_string_append_len (self->text, (const char *) text, length);
}

/* Running the parser */

static void
clear_reader (Reader *self)
{
  g_clear_pointer (&self->builder.feed, jarida_feed_unref);
  g_clear_pointer (&self->builder.channel, jarida_feed_draft_free);
  g_clear_pointer (&self->builder.item, jarida_feed_draft_free);
  g_clear_pointer (&self->builder.person, jarida_feed_person_free);
  g_array_unref (self->frames);
  g_ptr_array_unref (self->bases);
  g_string_free (self->attributes, TRUE);
  g_string_free (self->text, TRUE);
}

/* Everything is handed over at once: with many small pieces the parser looks for the end of a long tag from its
 * beginning each time, which is quadratic. The whole is in memory anyway. */
static JaridaFeed *
run_parser (const char *text,
            gsize       length,
            const char *address,
            gboolean   *out_well_formed,
            gboolean   *out_names_known)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
  };
  Reader self = {
    .builder = { .channel = jarida_feed_draft_new () },
    .address = address,
    .frames = g_array_new (FALSE, FALSE, sizeof (Frame)),
    .bases = g_ptr_array_new_with_free_func (g_free),
    .attributes = g_string_new (NULL),
    .text = g_string_new (NULL),
  };
  JaridaFeed *feed;

  g_array_set_clear_func (self.frames, clear_frame);
  self.context = xmlCreatePushParserCtxt (&handler, &self, NULL, 0, NULL);
  xmlCtxtUseOptions (self.context, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
  xmlParseChunk (self.context, text, length, 1);
  *out_well_formed = self.context->wellFormed;
  *out_names_known = self.context->nsWellFormed;

  /* A feed that was cut off keeps what came through of its last item, if that is enough to know it again. */
  if (self.builder.item != NULL && (self.builder.item->text[JARIDA_SLOT_LINK] != NULL ||
                                    self.builder.item->text[JARIDA_SLOT_ID] != NULL))
    jarida_feed_builder_end_item (&self.builder, NULL);
  if (self.context->myDoc != NULL)
    xmlFreeDoc (self.context->myDoc);
  xmlFreeParserCtxt (self.context);

  if (self.builder.feed != NULL)
    jarida_feed_draft_to_feed (self.builder.channel, self.builder.feed);
  feed = g_steal_pointer (&self.builder.feed);
  clear_reader (&self);

  return feed;
}

/* What is not well-formed is read as it was written: no other way of being so may come of how we hurry. */
static JaridaFeed *
parse_mended (const char *text,
              gsize       length,
              const char *address,
              gboolean   *out_well_formed,
              gboolean   *out_names_known)
{
  gsize wrapped_length;
  g_autofree char *wrapped = jarida_xml_wrap (text, length, &wrapped_length);

  if (wrapped != NULL)
    {
      g_autoptr(JaridaFeed) feed = run_parser (wrapped, wrapped_length, address, out_well_formed, out_names_known);

      if (*out_well_formed)
        return g_steal_pointer (&feed);
    }
  return run_parser (text, length, address, out_well_formed, out_names_known);
}

JaridaFeed *
jarida_feed_parse_xml (const char  *text,
                       gsize        length,
                       const char  *address,
                       GError     **error)
{
  gboolean junk;
  gboolean changed = FALSE;
  gboolean well_formed = FALSE;
  gboolean names_known = FALSE;
  const char *start = jarida_feed_find_start (text, length, &junk);
  g_autofree char *mended = NULL;
  g_autofree char *balanced = NULL;
  g_autoptr(JaridaFeed) feed = NULL;

  if (start != NULL)
    {
      length -= start - text;
      mended = jarida_xml_mend (start, length, &length, &changed);
      if (!jarida_xml_is_heavy (mended != NULL ? mended : start, length))
        feed = parse_mended (mended != NULL ? mended : start, length, address, &well_formed, &names_known);
    }
  if (start != NULL && !well_formed)
    {
      g_autoptr(JaridaFeed) again = NULL;
      gboolean balanced_well;

      balanced = jarida_xml_balance (mended != NULL ? mended : start, length, &length);
      again = run_parser (balanced, length, address, &balanced_well, &names_known);
      if (again != NULL && (feed == NULL || again->items->len >= feed->items->len))
        {
          g_clear_pointer (&feed, jarida_feed_unref);
          feed = g_steal_pointer (&again);
        }
    }
  if (feed == NULL)
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_NOT_A_FEED, "This is no RSS, RDF or Atom");
      return NULL;
    }

  feed->malformed = junk || changed || !well_formed || !names_known;
  if (!well_formed && feed->items->len == 0 && feed->title == NULL && feed->link == NULL)
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED,
                           "The feed is too broken to read anything of it");
      return NULL;
    }

  return g_steal_pointer (&feed);
}
