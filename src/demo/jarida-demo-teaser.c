/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-demo-sheet.h"

/* The pieces that lists are made of. */

void
jarida_demo_sheet_add_heading (JaridaDemoSheet *self,
                               const char      *title,
                               const char      *feed)
{
  jarida_demo_sheet_add (self, "<div class=\"pagetitlewraper\">\n<span class=\"pagetitle\">");
  jarida_demo_sheet_add_text (self, title);
  jarida_demo_sheet_printf (self, "</span>\n<a title=\"%s ", jarida_demo_side_word (self->side, JARIDA_DEMO_WORD_SUBSCRIBE));
  jarida_demo_sheet_add_text (self, title);
  jarida_demo_sheet_printf (self, "\" href=\"%s\">\n<img class=\"rssimage\" src=\"/resources/rss.png\" alt=\"rss\" />\n</a>\n</div>\n", feed);
}

void
jarida_demo_sheet_add_names (JaridaDemoSheet       *self,
                             const JaridaDemoEntry *entry,
                             const char            *style)
{
  const char *author = entry->author != NULL ? entry->author : entry->paper->title;
  g_autofree char *href = jarida_demo_side_dup_named (self->side, "author", author);

  jarida_demo_sheet_printf (self, "<a class=\"teaserauthor\"%s href=\"%s\">", style, href);
  jarida_demo_sheet_add_text (self, author);
  jarida_demo_sheet_printf (self, "</a>\n<a class=\"teasernewspaper\"%s href=\"%s/%s\">", style, self->side->prefix, entry->paper->id);
  jarida_demo_sheet_add_text (self, entry->paper->title);
  jarida_demo_sheet_add (self, "</a>\n");
}

static void
add_image (JaridaDemoSheet       *self,
           const JaridaDemoEntry *entry,
           const char            *path,
           const char            *title)
{
  g_autofree char *picture = jarida_demo_entry_dup_picture (entry, self->portal, "/thumb");

  jarida_demo_sheet_printf (self, "<div class=\"teaserimagewrapper\">\n<a href=\"%s\" class=\"teaserimagelink\">\n"
                            "<img class=\"teaserimage\" src=\"%s\"", path, picture);
  if (title != NULL)
    {
      jarida_demo_sheet_add (self, " alt=\"");
      jarida_demo_sheet_add_text (self, title);
      jarida_demo_sheet_add (self, "\"");
    }
  jarida_demo_sheet_add (self, " />\n</a>\n</div>\n");
}

void
jarida_demo_sheet_add_teaser (JaridaDemoSheet       *self,
                              const JaridaDemoEntry *entry)
{
  g_autofree char *path = jarida_demo_entry_dup_path (entry, self->side);
  g_autofree char *title = entry->untitled ? NULL : jarida_demo_entry_dup_title (entry);

  jarida_demo_sheet_add (self, "<div class=\"teasercontainer\">\n");
  add_image (self, entry, path, title);
  jarida_demo_sheet_printf (self, "<div class=\"teasercontentwrapper\">\n<div class=\"teasertitlewrapper\"><table>\n<tbody>\n<tr>\n"
                            "<td><a href=\"%s\" class=\"teasertitle\">", path);
  jarida_demo_sheet_add_title (self, title);
  jarida_demo_sheet_printf (self, "</a></td>\n</tr>\n<tr>\n<td><a href=\"%s\" class=\"teasersubtitle\">", path);
  jarida_demo_sheet_add_title (self, entry->article->subtitle);
  jarida_demo_sheet_add (self, "</a></td>\n</tr>\n<tr>\n<td>\n<br /></td>\n</tr>\n</tbody>\n</table>\n</div>\n"
                         "<div class=\"teaserauthorwrapper\">\n");
  jarida_demo_sheet_add_names (self, entry, "");
  jarida_demo_sheet_add (self, "</div>\n</div>\n</div>\n");
}

void
jarida_demo_sheet_add_video (JaridaDemoSheet       *self,
                             const JaridaDemoVideo *video)
{
  g_autofree char *title = video->title != NULL ? g_markup_escape_text (video->title, -1) : NULL;

  jarida_demo_sheet_printf (self, "<div class=\"teasercontainer\" style=\"height: auto; padding: 8px\">\n<a href=\"%s/video/%s\" class=\"teasertitle\"",
                            self->side->prefix, video->number);
  if (title != NULL)
    jarida_demo_sheet_printf (self, " title=\"%s\"", title);
  jarida_demo_sheet_printf (self, ">\n<img class=\"teaserimage\" src=\"%s/vi/%s/default.jpg\" style=\"margin: 2px\"",
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_VIDEOS), video->id);
  if (title != NULL)
    jarida_demo_sheet_printf (self, " alt=\"%s\"", title);
  jarida_demo_sheet_printf (self, " />\n<br />\n%s\n</a>\n<br />\n</div>\n", title != NULL ? title : "");
}
