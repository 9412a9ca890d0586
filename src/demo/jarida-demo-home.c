/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-demo-listing.h"

/* The portal's home page: six stories that turn, and two columns of sections. */

#define CAROUSEL_ITEMS 6
#define MAX_GROUP 7

/* Of the nine sections, in columns as the portal has them, and how many headlines of each. */
static const struct { guint section; guint n; } columns[2][4] = {
  { { 0, 7 }, { 2, 7 }, { 4, 7 }, { 6, 5 } },
  { { 1, 7 }, { 3, 7 }, { 5, 7 }, { 7, 5 } },
};

static void
add_turning (JaridaDemoSheet       *self,
             const JaridaDemoEntry *entry)
{
  g_autofree char *path = jarida_demo_entry_dup_path (entry, self->side);
  g_autofree char *picture = jarida_demo_entry_dup_picture (entry, self->portal, "");
  g_autofree char *title = entry->untitled ? NULL : jarida_demo_entry_dup_title (entry);
  g_autofree char *teaser = jarida_demo_entry_dup_teaser (entry);

  jarida_demo_sheet_printf (self, "<li class=\"ui-carousel-item ui-widget-content ui-corner-all\">\n<div class=\"maincontainer\">\n"
                            "<div class=\"mainimagewrapper\">\n<a class=\"mainimagelink\" href=\"%s\">\n<img class=\"mainimage\" src=\"%s\"", path, picture);
  if (title != NULL)
    {
      jarida_demo_sheet_add (self, " alt=\"");
      jarida_demo_sheet_add_text (self, title);
      jarida_demo_sheet_add (self, "\"");
    }
  jarida_demo_sheet_printf (self, " />\n</a>\n</div>\n<div class=\"maincontentwrapper\">\n<div class=\"maintitlewrapper\">"
                            "<a href=\"%s\" style=\"color: #003399\" class=\"teasertitle\">", path);
  jarida_demo_sheet_add_title (self, title);
  jarida_demo_sheet_printf (self, "</a>\n<br /><a href=\"%s\" style=\"color: #003399\" class=\"teasersubtitle\">", path);
  jarida_demo_sheet_add_title (self, entry->article->subtitle);
  jarida_demo_sheet_add (self, "</a><table class=\"maincontent\">\n<tbody>\n<tr>\n<td>\n");
  jarida_demo_sheet_add_text (self, teaser);
  jarida_demo_sheet_add (self, "\n</td>\n</tr>\n</tbody>\n</table>\n</div>\n<div class=\"mainauthorwrapper\">\n");
  jarida_demo_sheet_add_names (self, entry, " style=\"color: gray\"");
  jarida_demo_sheet_add (self, "</div>\n</div>\n</div></li>");
}

static void
add_carousel (JaridaDemoSheet *self,
              GPtrArray       *newest)
{
  jarida_demo_sheet_add (self, "<div class=\"carousel\"><div id=\"j_idt104\" class=\"ui-carousel ui-widget\">"
                         "<div class=\"ui-carousel-header ui-widget-header\"><div class=\"ui-carousel-page-links\">"
                         "<a href=\"#\" class=\"ui-icon ui-carousel-page-link\"></a></div></div>"
                         "<div class=\"ui-carousel-viewport\"><ul>");
  for (guint i = 0; i < newest->len; i++)
    add_turning (self, g_ptr_array_index (newest, i));
  jarida_demo_sheet_add (self, "</ul></div></div></div>\n<br />\n");
}

/* What turns above is not shown again below. */
static void
add_group (JaridaDemoSheet *self,
           GPtrArray       *newest,
           guint            section,
           guint            n)
{
  g_autoptr(GPtrArray) entries = NULL;
  guint shown = 0;

  entries = jarida_demo_portal_take (self->portal, self->side->sections[section], 0, MAX_GROUP + CAROUSEL_ITEMS, NULL);
  jarida_demo_sheet_printf (self, "<div class=\"tablesgroup\">\n<div class=\"tableheader\">%s</div>\n",
                            jarida_demo_sections[section].names[self->side->language]);
  for (guint i = 0; i < entries->len && shown < n; i++)
    if (!g_ptr_array_find (newest, g_ptr_array_index (entries, i), NULL))
      {
        jarida_demo_sheet_add_teaser (self, g_ptr_array_index (entries, i));
        shown++;
      }
  jarida_demo_sheet_add (self, "</div>\n");
}

char *
jarida_demo_listing_write_home (JaridaDemoPortal     *portal,
                                const JaridaDemoSide *side)
{
  JaridaDemoSheet sheet;
  const char *title = jarida_demo_side_word (side, JARIDA_DEMO_WORD_HOME_TITLE);
  g_autofree char *feed = g_strconcat (side->prefix, "/rss", NULL);
  g_autoptr(GPtrArray) newest = jarida_demo_portal_take (portal, side->all, 0, CAROUSEL_ITEMS, NULL);

  jarida_demo_sheet_begin (&sheet, portal, side, *side->prefix != '\0' ? side->prefix : "/", title, NULL);
  jarida_demo_sheet_add_heading (&sheet, title, feed);
  jarida_demo_sheet_printf (&sheet, "<div>\n<iframe src=\"%s/city\" scrolling=\"no\" class=\"main-showcity\"></iframe>\n</div>\n", side->prefix);
  add_carousel (&sheet, newest);
  jarida_demo_sheet_add_slot (&sheet, 2);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      jarida_demo_sheet_add (&sheet, "<div class=\"column\">\n");
      for (guint j = 0; j < G_N_ELEMENTS (columns[i]); j++)
        add_group (&sheet, newest, columns[i][j].section, columns[i][j].n);
      jarida_demo_sheet_add (&sheet, "</div>\n");
    }
  return jarida_demo_sheet_end (&sheet);
}
