/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-story.h"

#define RELATED_ITEMS 3
#define READING_SLOT 3

static void
add_attribution (JaridaDemoSheet       *self,
                 const JaridaDemoEntry *entry)
{
  g_autoptr(GDateTime) published = jarida_demo_entry_dup_published (entry, self->portal);
  g_autofree char *day = g_date_time_format (published, "%d - %m - %Y");
  gboolean arabic = self->side->language == JARIDA_DEMO_ARABIC;

  jarida_demo_sheet_add (self, "<div class=\"articleauthorwrapper\">\n");
  if (entry->author != NULL)
    {
      g_autofree char *href = jarida_demo_side_dup_named (self->side, "author", entry->author);

      jarida_demo_sheet_printf (self, "<a class=\"articleauthor\" href=\"%s\">", href);
      jarida_demo_sheet_add_text (self, entry->author);
      jarida_demo_sheet_add (self, "</a>\n");
    }
  jarida_demo_sheet_printf (self, "<span class=\"articlenewspaper\">%s <a href=\"%s/%s\">", arabic ? "نشر في" : "Publié dans",
                            self->side->prefix, entry->paper->id);
  jarida_demo_sheet_add_text (self, entry->paper->title);
  jarida_demo_sheet_printf (self, "</a> %s %s</span>\n</div>\n", arabic ? "يوم" : "le", day);
}

static void
add_picture (JaridaDemoSheet       *self,
             const JaridaDemoEntry *entry,
             const char            *title)
{
  g_autofree char *picture = jarida_demo_entry_dup_picture (entry, self->portal, "");

  jarida_demo_sheet_printf (self, "<div class=\"articleimagewrapper\"><img class=\"articleimage\" src=\"%s\" alt=\"", picture);
  jarida_demo_sheet_add_text (self, title);
  jarida_demo_sheet_add (self, "\" /></div>\n");
}

/* Pictures within a text stay where the newspaper has them. */
static void
add_line (JaridaDemoSheet       *self,
          const JaridaDemoEntry *entry,
          const char            *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "src=\"/pictures/", -1);
  g_autofree char *between = g_strdup_printf ("src=\"%s/pictures/", entry->paper->address);
  g_autofree char *whole = g_strjoinv (between, parts);

  jarida_demo_sheet_add (self, whole);
  jarida_demo_sheet_add (self, "\n");
}

/* Paragraphs become text with an empty line after each, as the portal has it of most newspapers; all else stays as it is. An
 * advertisement stands after the second one. */
static void
add_body (JaridaDemoSheet       *self,
          const JaridaDemoEntry *entry)
{
  g_auto(GStrv) lines = g_strsplit (entry->article->body, "\n", -1);
  gboolean keep = g_hash_table_contains (self->portal->paragraphs, entry->paper->id);
  guint n_paragraphs = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (!g_str_has_prefix (line, "<p>") || !g_str_has_suffix (line, "</p>"))
        {
          add_line (self, entry, line);
          continue;
        }
      if (!keep)
        {
          lines[i][strlen (line) - strlen ("</p>")] = '\0';
          line += strlen ("<p>");
        }
      add_line (self, entry, line);
      jarida_demo_sheet_add (self, keep ? "" : "<br /><br />\n");
      if (++n_paragraphs == 2)
        jarida_demo_sheet_add_slot (self, READING_SLOT);
    }
}

static void
add_source (JaridaDemoSheet       *self,
            const JaridaDemoEntry *entry)
{
  g_autofree char *source = NULL;

  /* What was generated is nowhere else. */
  if (entry->serial > 0)
    return;
  source = jarida_demo_paper_dup_link (entry->paper, entry->article);
  jarida_demo_sheet_printf (self, "<a class=\"articlesource\" href=\"%s\" target=\"_blank\" rel=\"nofollow\">%s</a>\n", source,
                            jarida_demo_side_word (self->side, JARIDA_DEMO_WORD_SOURCE));
}

static void
add_related (JaridaDemoSheet       *self,
             const JaridaDemoEntry *entry)
{
  g_autoptr(GPtrArray) others = NULL;

  others = jarida_demo_portal_take (self->portal, self->side->sections[entry->section], 0, RELATED_ITEMS + 1, NULL);
  jarida_demo_sheet_printf (self, "<div class=\"tablesgroup\">\n<div class=\"tableheader\">%s</div>\n",
                            jarida_demo_side_word (self->side, JARIDA_DEMO_WORD_RELATED));
  for (guint i = 0; i < others->len; i++)
    if (g_ptr_array_index (others, i) != entry)
      jarida_demo_sheet_add_teaser (self, g_ptr_array_index (others, i));
  jarida_demo_sheet_add (self, "</div>\n");
}

char *
jarida_demo_story_write (JaridaDemoPortal      *portal,
                         const JaridaDemoSide  *side,
                         const JaridaDemoEntry *entry)
{
  JaridaDemoSheet sheet;
  g_autofree char *path = jarida_demo_entry_dup_path (entry, side);
  g_autofree char *title = jarida_demo_entry_dup_title (entry);
  g_autofree char *picture = jarida_demo_entry_dup_picture (entry, portal, "");
  g_autofree char *image = g_strconcat ("http:", picture, NULL);

  jarida_demo_sheet_begin (&sheet, portal, side, path, title, entry->article->image != NULL ? image : NULL);
  jarida_demo_sheet_printf (&sheet, "<div class=\"reported\">%s</div>\n<div class=\"articlewrapper\">\n<h1 class=\"articletitle\">",
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_REPORTED));
  jarida_demo_sheet_add_title (&sheet, title);
  jarida_demo_sheet_add (&sheet, "</h1>\n");
  jarida_demo_sheet_add (&sheet, "<h2 class=\"articlesubtitle\">");
  jarida_demo_sheet_add_title (&sheet, entry->article->subtitle);
  jarida_demo_sheet_add (&sheet, "</h2>\n");
  add_attribution (&sheet, entry);
  jarida_demo_sheet_add (&sheet, "<div class=\"articlecontent\">\n");
  add_picture (&sheet, entry, title);
  add_body (&sheet, entry);
  add_source (&sheet, entry);
  jarida_demo_sheet_printf (&sheet, "</div>\n<form id=\"j_idt120\" name=\"j_idt120\" method=\"post\" action=\"/faces/article.xhtml\">\n"
                            "<div class=\"report\"><button id=\"j_idt121\" name=\"j_idt121\" class=\"ui-button ui-widget report\" type=\"submit\">"
                            "<span class=\"ui-button-text ui-c\">%s</span></button></div>\n</form>\n</div>\n",
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_REPORT));
  add_related (&sheet, entry);
  return jarida_demo_sheet_end (&sheet);
}

char *
jarida_demo_story_write_video (JaridaDemoPortal      *portal,
                               const JaridaDemoSide  *side,
                               const JaridaDemoVideo *video)
{
  JaridaDemoSheet sheet;
  g_autofree char *path = g_strdup_printf ("%s/video/%s", side->prefix, video->number);
  const char *title = video->title != NULL ? video->title : video->number;

  jarida_demo_sheet_begin (&sheet, portal, side, path, title, NULL);
  jarida_demo_sheet_add (&sheet, "<div class=\"pagetitlewraper\">\n<span class=\"pagetitle\">");
  jarida_demo_sheet_add_title (&sheet, title);
  jarida_demo_sheet_printf (&sheet, "</span>\n</div>\n<iframe width=\"560\" height=\"315\" src=\"%s/embed/%s\"></iframe>\n",
                            jarida_demo_portal_host (portal, JARIDA_DEMO_HOST_VIDEOS), video->id);
  return jarida_demo_sheet_end (&sheet);
}
