/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-listing.h"
#include "jarida-demo-search.h"

/* Lists of the portal, a page at a time. A page costs the same wherever in the list it is. */

void
jarida_demo_listing_clear (JaridaDemoListing *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

/* author/NAME, city/NAME, search/WORDS. */
static gboolean
find_named (JaridaDemoListing    *self,
            const JaridaDemoSide *side,
            const char           *kind,
            const char           *part)
{
  g_autofree char *name = g_strdelimit (g_strdup (part), "+", ' ');
  GPtrArray *list = NULL;

  if (strcmp (kind, "author") == 0)
    list = g_hash_table_lookup (side->by_author, name);
  else if (strcmp (kind, "city") == 0)
    list = g_hash_table_lookup (side->by_city, name);
  else if (strcmp (kind, "search") == 0)
    self->entries = jarida_demo_search_find (side, name);
  if (list != NULL)
    self->entries = g_ptr_array_ref (list);
  if (self->entries == NULL)
    return FALSE;
  self->path = jarida_demo_side_dup_named (side, kind, name);
  self->title = g_steal_pointer (&name);
  return TRUE;
}

gboolean
jarida_demo_listing_find (JaridaDemoListing    *self,
                          JaridaDemoPortal     *portal,
                          const JaridaDemoSide *side,
                          const char           *rest)
{
  g_auto(GStrv) parts = g_strsplit (rest, "/", 2);
  const JaridaDemoPaper *paper;

  self->side = side;
  if (parts[0] == NULL)
    return FALSE;
  if (parts[1] != NULL)
    return find_named (self, side, parts[0], parts[1]);
  for (guint i = 0; i < JARIDA_DEMO_N_SECTIONS; i++)
    if (strcmp (parts[0], jarida_demo_sections[i].slug) == 0)
      {
        self->title = g_strdup (jarida_demo_sections[i].names[side->language]);
        self->entries = g_ptr_array_ref (side->sections[i]);
      }
  paper = jarida_demo_papers_find (side->papers, parts[0]);
  if (paper != NULL)
    {
      GPtrArray *list = g_hash_table_lookup (side->by_paper, paper->id);

      self->title = g_strdup (paper->title);
      self->entries = list != NULL ? g_ptr_array_ref (list) : g_ptr_array_new ();
    }
  if (self->title != NULL)
    self->path = g_strdup_printf ("%s/%s", side->prefix, parts[0]);
  return self->title != NULL;
}

static void
add_paging (JaridaDemoSheet *sheet,
            const char      *path,
            guint            page,
            gboolean         more)
{
  jarida_demo_sheet_add (sheet, "<div class=\"paging\">\n");
  if (page > 1)
    jarida_demo_sheet_printf (sheet, "<a href=\"%s?page=%u\">%s</a>\n", path, page - 1,
                              jarida_demo_side_word (sheet->side, JARIDA_DEMO_WORD_PREVIOUS));
  if (more)
    jarida_demo_sheet_printf (sheet, "<a href=\"%s?page=%u\">%s</a>\n", path, page + 1,
                              jarida_demo_side_word (sheet->side, JARIDA_DEMO_WORD_NEXT));
  jarida_demo_sheet_add (sheet, "</div>\n");
}

char *
jarida_demo_listing_write (const JaridaDemoListing *self,
                           JaridaDemoPortal        *portal,
                           guint                    page)
{
  JaridaDemoSheet sheet;
  gboolean more;
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *feed = g_strconcat (self->path, "/rss", NULL);

  entries = jarida_demo_portal_take (portal, self->entries, (page - 1) * JARIDA_DEMO_PAGE_ITEMS, JARIDA_DEMO_PAGE_ITEMS, &more);
  if (entries->len == 0 && page > 1)
    return NULL;
  jarida_demo_sheet_begin (&sheet, portal, self->side, self->path, self->title, NULL);
  jarida_demo_sheet_add_heading (&sheet, self->title, feed);
  jarida_demo_sheet_add_slot (&sheet, 2);
  jarida_demo_sheet_add (&sheet, "<div class=\"tablesgroup\">\n");
  for (guint i = 0; i < entries->len; i++)
    jarida_demo_sheet_add_teaser (&sheet, g_ptr_array_index (entries, i));
  jarida_demo_sheet_add (&sheet, "</div>\n");
  add_paging (&sheet, self->path, page, more);
  return jarida_demo_sheet_end (&sheet);
}

char *
jarida_demo_listing_write_videos (JaridaDemoPortal     *portal,
                                  const JaridaDemoSide *side)
{
  JaridaDemoSheet sheet;
  const char *title = jarida_demo_sections[JARIDA_DEMO_SECTION_VIDEO].names[side->language];
  g_autofree char *path = g_strconcat (side->prefix, "/video", NULL);
  g_autofree char *feed = g_strconcat (path, "/rss", NULL);

  jarida_demo_sheet_begin (&sheet, portal, side, path, title, NULL);
  jarida_demo_sheet_add_heading (&sheet, title, feed);
  jarida_demo_sheet_add (&sheet, "<div class=\"tablesgroup\">\n");
  for (guint i = 0; i < side->videos->len; i++)
    jarida_demo_sheet_add_video (&sheet, g_ptr_array_index (side->videos, i));
  jarida_demo_sheet_add (&sheet, "</div>\n");
  return jarida_demo_sheet_end (&sheet);
}

/* What an iframe of the home page shows; only names. */
char *
jarida_demo_listing_write_cities (JaridaDemoPortal     *portal,
                                  const JaridaDemoSide *side)
{
  JaridaDemoSheet sheet;
  g_autofree char *path = g_strconcat (side->prefix, "/city", NULL);
  const char *title = jarida_demo_side_word (side, JARIDA_DEMO_WORD_CITIES);

  jarida_demo_sheet_begin (&sheet, portal, side, path, title, NULL);
  jarida_demo_sheet_printf (&sheet, "<div class=\"pagetitlewraper\">\n<span class=\"pagetitle\">%s</span>\n</div>\n<ul class=\"cities\">\n", title);
  for (guint i = 0; i < side->cities->len; i++)
    {
      const char *name = g_ptr_array_index (side->cities, i);
      g_autofree char *href = jarida_demo_side_dup_named (side, "city", name);

      jarida_demo_sheet_printf (&sheet, "<li><a href=\"%s\" target=\"_parent\">", href);
      jarida_demo_sheet_add_title (&sheet, name);
      jarida_demo_sheet_add (&sheet, "</a></li>\n");
    }
  jarida_demo_sheet_add (&sheet, "</ul>\n");
  return jarida_demo_sheet_end (&sheet);
}
