/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page.h"
#include "probe.h"

static const char *
kind_name (JaridaBlockKind kind)
{
  switch (kind)
    {
    case JARIDA_BLOCK_KICKER:
      return "kicker";
    case JARIDA_BLOCK_TITLE:
      return "title";
    case JARIDA_BLOCK_SUBTITLE:
      return "subtitle";
    case JARIDA_BLOCK_BYLINE:
      return "byline";
    case JARIDA_BLOCK_LEAD:
      return "lead";
    case JARIDA_BLOCK_PARAGRAPH:
      return "paragraph";
    case JARIDA_BLOCK_HEADING:
      return "heading";
    case JARIDA_BLOCK_LIST_ITEM:
      return "list-item";
    case JARIDA_BLOCK_CODE:
      return "code";
    case JARIDA_BLOCK_FIGURE:
      return "figure";
    case JARIDA_BLOCK_TABLE:
      return "table";
    case JARIDA_BLOCK_RULE:
      return "rule";
    case JARIDA_BLOCK_NOTE:
      return "note";
    case JARIDA_BLOCK_EMBED:
      return "embed";
    case JARIDA_BLOCK_SOURCE:
      return "source";
    default:
      return NULL;
    }
}

static const char *
direction_name (JaridaDirection direction)
{
  return direction == JARIDA_DIRECTION_RTL ? "rtl" : direction == JARIDA_DIRECTION_LTR ? "ltr" : NULL;
}

static void
add_number (JsonBuilder *json,
            const char  *name,
            int          value)
{
  if (value == 0)
    return;

  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
add_block (JsonBuilder       *json,
           const JaridaBlock *block)
{
  json_builder_begin_object (json);
  probe_string (json, "kind", kind_name (block->kind));
  add_number (json, "level", block->level);
  add_number (json, "quote_depth", block->quote_depth);
  add_number (json, "list_depth", block->list_depth);
  probe_string (json, "direction", direction_name (block->direction));
  probe_string (json, "marker", block->marker);
  probe_string (json, "language", block->language);
  probe_string (json, "anchor", block->anchor);
  json_builder_set_member_name (json, "runs");
  json_builder_begin_array (json);
  for (guint i = 0; i < block->runs->len; i++)
    json_builder_add_string_value (json, ((JaridaRun *) block->runs->pdata[i])->text);
  json_builder_end_array (json);
  if (block->figure != NULL)
    {
      probe_string (json, "address", block->figure->address);
      probe_string (json, "alt", block->figure->alt);
      probe_string (json, "link", block->figure->link);
    }
  if (block->table != NULL)
    {
      add_number (json, "columns", block->table->n_columns);
      add_number (json, "header_rows", block->table->n_header_rows);
    }
  json_builder_end_object (json);
}

void
probe_article (JsonBuilder *json,
               int          argc,
               char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  g_autoptr(JaridaPage) page = NULL;
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;

  page = jarida_page_read (bytes, probe_option (argc, argv, "--url"), probe_option (argc, argv, "--type"));
  document = jarida_document_new (page->content, -1, page->base, page->language, page->direction, NULL);
  text = jarida_document_to_lines (document);
  probe_string (json, "title", page->title);
  probe_string (json, "byline", page->byline);
  probe_string (json, "site", page->site);
  probe_string (json, "language", page->language);
  probe_string (json, "direction", direction_name (document->direction));
  probe_moment (json, "published", page->published);
  probe_string (json, "image", page->image);
  probe_string (json, "excerpt", page->excerpt);
  probe_string (json, "text", text);
  json_builder_set_member_name (json, "blocks");
  json_builder_begin_array (json);
  for (guint i = 0; i < document->blocks->len; i++)
    add_block (json, document->blocks->pdata[i]);
  json_builder_end_array (json);
}
