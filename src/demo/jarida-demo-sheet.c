/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-sheet.h"

/* What every page of the portal has around its own part, in markup as the portal's program makes it: XHTML that is none, forms
 * within forms, kilobytes of hidden state, and addresses of hosts that a reader has no business with. */

#define VIEW_STATE_CHARS 2000

static const char *const words[JARIDA_DEMO_N_WORDS][JARIDA_DEMO_N_SIDES] = {
  [JARIDA_DEMO_WORD_HOME] = { "الرئيسية", "Accueil" },
  [JARIDA_DEMO_WORD_HOME_TITLE] = { "الصفحة الرئيسية", "Page d'accueil" },
  [JARIDA_DEMO_WORD_NEWSPAPERS] = { "قائمة الصحف", "Liste des journaux" },
  [JARIDA_DEMO_WORD_SEARCH] = { "بحث في الأرشيف", "Recherche dans les archives" },
  [JARIDA_DEMO_WORD_SUBJECT] = { "موضوع", "Sujet" },
  [JARIDA_DEMO_WORD_AUTHOR] = { "كاتب", "Auteur" },
  [JARIDA_DEMO_WORD_CITY] = { "منطقة", "Région" },
  [JARIDA_DEMO_WORD_CITIES] = { "أخبار المدن", "Les villes" },
  [JARIDA_DEMO_WORD_VIDEOS] = { "بالصوت والصورة", "Vidéos" },
  [JARIDA_DEMO_WORD_SUBSCRIBE] = { "اشترك في أخبار", "S'abonner aux nouvelles :" },
  [JARIDA_DEMO_WORD_NEXT] = { "التالي", "Suivant" },
  [JARIDA_DEMO_WORD_PREVIOUS] = { "السابق", "Précédent" },
  [JARIDA_DEMO_WORD_RELATED] = { "مواضيع ذات صلة", "Sur le même sujet" },
  [JARIDA_DEMO_WORD_SOURCE] = { "انقر هنا لقراءة الخبر من مصدره.", "Cliquez ici pour lire l'article depuis sa source." },
  [JARIDA_DEMO_WORD_REPORT] = { "أبلغ عن إشهار غير لائق", "Signaler une publicité inappropriée" },
  [JARIDA_DEMO_WORD_REPORTED] = { "شكرا على الإبلاغ! سيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص.",
                                  "Merci d'avoir signalé! Cette image sera automatiquement bloquée après qu'elle soit signalée par "
                                  "plusieurs personnes." },
  [JARIDA_DEMO_WORD_ABOUT] = { "حول", "A propos de" },
  [JARIDA_DEMO_WORD_BOX] = { "صندوق الأخبار", "Boîte de nouvelles" },
  [JARIDA_DEMO_WORD_ADVERTISING] = { "الإعلانات", "Publicité" },
  [JARIDA_DEMO_WORD_CONTACT] = { "اتصل بنا", "Contact" },
  [JARIDA_DEMO_WORD_INDEXED] = { "عدد المقالات المفهرسة:", "Articles indexés :" },
};

const char *
jarida_demo_side_word (const JaridaDemoSide *self,
                       JaridaDemoWord        word)
{
  return words[word][self->language];
}

const char *
jarida_demo_portal_host (JaridaDemoPortal *portal,
                         JaridaDemoHost    host)
{
  return portal->addresses[host] + strlen ("http:");
}

void
jarida_demo_sheet_add (JaridaDemoSheet *self,
                       const char      *markup)
{
  g_string_append (self->out, markup);
}

void
jarida_demo_sheet_printf (JaridaDemoSheet *self,
                          const char      *format,
                          ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->out, format, arguments);
  va_end (arguments);
}

void
jarida_demo_sheet_add_text (JaridaDemoSheet *self,
                            const char      *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (self->out, escaped);
}

void
jarida_demo_sheet_add_title (JaridaDemoSheet *self,
                             const char      *text)
{
  g_string_append (self->out, "\n        ");
  if (text != NULL)
    jarida_demo_sheet_add_text (self, text);
  g_string_append (self->out, "\n    ");
}

void
jarida_demo_sheet_add_slot (JaridaDemoSheet *self,
                            guint            slot)
{
  jarida_demo_sheet_printf (self, "<div class=\"article-ad\"><div id='div-gpt-ad-%u-0' style='text-align: center'>\n"
                            "<script type='text/javascript' src=\"%s/ads/slot-%u.js\">\n</script>\n"
                            "<a href=\"%s/ads/click?slot=%u\" rel=\"nofollow\"><img src=\"%s/ads/banner-%u.gif\" width=\"300\" height=\"250\" /></a>\n"
                            "</div>\n</div>\n", slot,
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_ADVERTISING), slot,
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_ADVERTISING), slot,
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_ADVERTISING), slot);
}

/* Hidden state: nobody can say what it means, and it is long. */
static void
add_view_state (JaridaDemoSheet *self,
                guint            index)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  jarida_demo_sheet_printf (self, "<input type=\"hidden\" name=\"javax.faces.ViewState\" id=\"j_id1:javax.faces.ViewState:%u\" value=\"", index);
  for (guint i = 0; i < VIEW_STATE_CHARS; i++)
    g_string_append_c (self->out, digits[(i * i * 31 + i * 7 + index) % 64]);
  g_string_append (self->out, "\" autocomplete=\"off\" />\n");
}

char *
jarida_demo_side_dup_named (const JaridaDemoSide *self,
                            const char           *kind,
                            const char           *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_auto(GStrv) parts = g_strsplit (escaped, "%20", -1);
  g_autofree char *joined = g_strjoinv ("+", parts);
  gunichar first = g_utf8_get_char (name);

  /* Authors with Latin names have their page in the other edition, wherever they are named. */
  return g_strdup_printf ("%s/%s/%s", strcmp (kind, "author") == 0 && g_unichar_get_script (first) == G_UNICODE_SCRIPT_LATIN ? "/fr"
                          : self->prefix, kind, joined);
}

char *
jarida_demo_entry_dup_path (const JaridaDemoEntry *self,
                            const JaridaDemoSide  *side)
{
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, side->prefix, self->paper->id, self->number);
}

char *
jarida_demo_entry_dup_picture (const JaridaDemoEntry *self,
                               JaridaDemoPortal      *portal,
                               const char            *rest)
{
  const char *host = jarida_demo_portal_host (portal, JARIDA_DEMO_HOST_PICTURES);

  if (self->article->image == NULL)
    return g_strdup_printf ("%s/%s/%s%s", host, self->paper->id, self->paper->id, rest);
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT "%s", host, self->paper->id, self->number, rest);
}

/* The head. */

static void
add_head (JaridaDemoSheet *self,
          const char      *path,
          const char      *title,
          const char      *image)
{
  JaridaDemoPortal *portal = self->portal;
  const char *code = self->side->code;
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *logo = g_strdup_printf ("%s/resources/logo-%s.jpg", portal->addresses[JARIDA_DEMO_HOST_PORTAL], code);

  jarida_demo_sheet_printf (self, "<?xml version='1.0' encoding='UTF-8' ?>\n<!DOCTYPE html>\n<html xmlns=\"//www.w3.org/1999/xhtml\"><head>"
                            "<link type=\"text/css\" rel=\"stylesheet\" href=\"/faces/javax.faces.resource/theme.css?ln=primefaces-aristo\" />"
                            "<script type=\"text/javascript\" src=\"/faces/javax.faces.resource/primefaces.js?ln=primefaces&amp;v=5.2\"></script>"
                            "<script type=\"text/javascript\">if(window.PrimeFaces){if (1 < 2 && 2 > 1) {}}</script>\n"
                            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\" />\n"
                            "<link href=\"/resources/layout_%s.css\" rel=\"stylesheet\" type=\"text/css\" />\n"
                            "<script type=\"text/javascript\" src=\"%s/ads/tag.js\"></script>\n", code,
                            jarida_demo_portal_host (portal, JARIDA_DEMO_HOST_ADVERTISING));
  jarida_demo_sheet_printf (self, "<meta property=\"og:title\" content=\"%s\" />\n<meta property=\"og:url\" content=\"%s%s\" />\n"
                            "<meta property=\"og:image\" content=\"%s\" />\n<meta property=\"og:site_name\" content=\"%s\" />\n"
                            "<meta property=\"propeller\" />\n<title>%s - %s\n        </title>\n", escaped,
                            portal->addresses[JARIDA_DEMO_HOST_PORTAL], path, image != NULL ? image : logo, self->side->name,
                            escaped, self->side->name);
  jarida_demo_sheet_printf (self, "<script type=\"text/javascript\" src=\"%s/plusone.js\">{\n                    lang: '%s';\n                }</script>\n"
                            "</head><body class=\"Link body\">\n<div class=\"wrap\">\n<div id=\"firstColumn\">\n \n</div>\n<div id=\"container\">\n",
                            jarida_demo_portal_host (portal, JARIDA_DEMO_HOST_SOCIAL), code);
  jarida_demo_sheet_printf (self, "<div class=\"header\">\n<div id=\"logoWrapper\">\n<table style=\"height: 100%%\">\n<tr>\n<td>\n<a href=\"%s\">\n"
                            "<img src=\"/resources/logo-%s.png\" alt=\"%s\" style=\"border: 0px\" />\n</a>\n</td>\n</tr>\n</table>\n</div>\n"
                            "<div id=\"headerAdWrapper\">", *self->side->prefix != '\0' ? self->side->prefix : "/", code, self->side->name);
  jarida_demo_sheet_add_slot (self, 1);
  jarida_demo_sheet_add (self, "</div>\n</div>\n");
}

/* The menu. */

static void
add_menu_entry (JaridaDemoSheet *self,
                const char      *href,
                const char      *name,
                gboolean         active)
{
  jarida_demo_sheet_printf (self, "<li class=\"ui-menuitem ui-widget ui-corner-all\" role=\"menuitem\"><a tabindex=\"-1\" "
                            "class=\"ui-menuitem-link ui-corner-all %s\" href=\"%s\"><span class=\"ui-menuitem-text\">",
                            active ? "active" : "", href);
  jarida_demo_sheet_add_text (self, name);
  jarida_demo_sheet_add (self, "</span></a></li>");
}

static void
add_search (JaridaDemoSheet *self)
{
  const JaridaDemoSide *side = self->side;

  jarida_demo_sheet_printf (self, "<li class=\"ui-menuitem ui-widget ui-corner-all\" role=\"menuitem\">\n"
                            "<form id=\"searchForm\" name=\"searchForm\" method=\"post\" action=\"/faces/index.xhtml\">\n"
                            "<input type=\"hidden\" name=\"searchForm\" value=\"searchForm\" />\n<table id=\"queryWrapper\">\n<tbody>\n<tr>\n"
                            "<td><input id=\"queryText\" type=\"text\" name=\"queryText\" size=\"10\" title=\"%s\" /></td>\n"
                            "<td><select id=\"j_idt47_input\" name=\"j_idt47_input\"><option value=\"search\" selected=\"selected\">%s</option>"
                            "<option value=\"author\">%s</option><option value=\"city\">%s</option></select></td>\n"
                            "</tr>\n</tbody>\n</table>\n", jarida_demo_side_word (side, JARIDA_DEMO_WORD_SEARCH),
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_SUBJECT), jarida_demo_side_word (side, JARIDA_DEMO_WORD_AUTHOR),
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_CITY));
  add_view_state (self, 0);
  jarida_demo_sheet_add (self, "</form></li>");
}

static void
add_menu (JaridaDemoSheet *self,
          const char      *path)
{
  const JaridaDemoSide *side = self->side;
  const JaridaDemoSide *other = &self->portal->sides[1 - side->language];
  const char *home = *side->prefix != '\0' ? side->prefix : "/";

  jarida_demo_sheet_add (self, "<form id=\"j_idt34\" name=\"j_idt34\" method=\"post\" action=\"/faces/index.xhtml\">\n"
                         "<input type=\"hidden\" name=\"j_idt34\" value=\"j_idt34\" />\n"
                         "<div id=\"centeredmenu\" class=\"ui-menu ui-menubar ui-widget\" role=\"menubar\"><ul class=\"ui-menu-list ui-helper-reset\">");
  add_menu_entry (self, home, jarida_demo_side_word (side, JARIDA_DEMO_WORD_HOME), strcmp (path, home) == 0);
  for (guint i = 0; i < JARIDA_DEMO_N_SECTIONS; i++)
    {
      g_autofree char *href = g_strdup_printf ("%s/%s", side->prefix, jarida_demo_sections[i].slug);

      add_menu_entry (self, href, jarida_demo_sections[i].names[side->language], strcmp (path, href) == 0);
    }
  add_search (self);
  jarida_demo_sheet_printf (self, "<li class=\"ui-widget ui-menuitem ui-corner-all ui-menu-parent\" role=\"menuitem\"><a href=\"#\" "
                            "class=\"ui-menuitem-link ui-submenu-link ui-corner-all\"><span class=\"ui-menuitem-text\">%s</span></a>"
                            "<ul class=\"ui-widget-content ui-menu-list ui-corner-all ui-menu-child ui-shadow\" role=\"menu\">",
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_NEWSPAPERS));
  for (guint i = 0; i < side->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (side->papers, i);
      g_autofree char *href = g_strdup_printf ("%s/%s", side->prefix, paper->id);

      add_menu_entry (self, href, paper->title, strcmp (path, href) == 0);
    }
  jarida_demo_sheet_add (self, "</ul></li>");
  add_menu_entry (self, *other->prefix != '\0' ? other->prefix : "/", other->name, FALSE);
  jarida_demo_sheet_add (self, "</ul></div>");
  add_view_state (self, 1);
  jarida_demo_sheet_add (self, "</form><div id=\"j_idt96\"></div>\n");
}

/* Ticker and side bar. */

#define TICKER_ITEMS 58

static void
add_ticker (JaridaDemoSheet *self)
{
  g_autoptr(GPtrArray) entries = jarida_demo_portal_take (self->portal, self->side->all, 0, TICKER_ITEMS, NULL);

  jarida_demo_sheet_printf (self, "<div id=\"belowheader\">\n<marquee direction=\"%s\" id=\"marquee\" onmouseout=\"this.start();\" "
                            "onmouseover=\"this.stop();\"><span class=\"marquee\">",
                            self->side->language == JARIDA_DEMO_ARABIC ? "right" : "left");
  for (guint i = 0; i < entries->len; i++)
    {
      const JaridaDemoEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = jarida_demo_entry_dup_path (entry, self->side);
      g_autofree char *title = jarida_demo_entry_dup_title (entry);

      jarida_demo_sheet_printf (self, "<a href=\"%s\">", path);
      if (!entry->untitled)
        jarida_demo_sheet_add_text (self, title);
      jarida_demo_sheet_add (self, "</a>&nbsp;&nbsp;&nbsp;&nbsp;");
    }
  jarida_demo_sheet_add (self, "</span>\n</marquee>\n<br /><br />\n");
}

static void
add_side_bar (JaridaDemoSheet *self)
{
  jarida_demo_sheet_printf (self, "<div id=\"sideBar\">\n<br />\n<iframe scrolling=\"no\" class=\"main-fb\" src=\"%s/likebox?id=1&amp;width=135\"></iframe>\n"
                            "<br />\n<div class=\"mainvideosgroup\">\n<div class=\"tableheader\">%s</div>\n",
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_SOCIAL),
                            jarida_demo_side_word (self->side, JARIDA_DEMO_WORD_VIDEOS));
  for (guint i = 0; i < self->side->videos->len; i++)
    jarida_demo_sheet_add_video (self, g_ptr_array_index (self->side->videos, i));
  jarida_demo_sheet_add (self, "</div>\n</div>\n");
}

void
jarida_demo_sheet_begin (JaridaDemoSheet      *self,
                         JaridaDemoPortal     *portal,
                         const JaridaDemoSide *side,
                         const char           *path,
                         const char           *title,
                         const char           *image)
{
  self->out = g_string_sized_new (32 * 1024);
  self->portal = portal;
  self->side = side;
  add_head (self, path, title, image);
  add_menu (self, path);
  add_ticker (self);
  add_side_bar (self);
  jarida_demo_sheet_add (self, "<div id=\"mainContent\">\n");
}

/* The foot. */

static void
add_footer (JaridaDemoSheet *self)
{
  const JaridaDemoSide *side = self->side;

  jarida_demo_sheet_printf (self, "<div id=\"footer\">\n<div id=\"footermenu\">\n<ul>\n<li><a href=\"%s/about\" class=\"\">\n%s %s\n</a>\n</li>\n"
                            "<li><a href=\"%s/widget\" class=\"\">\n%s\n</a>\n</li>\n<li><a href=\"%s/advertisement\" class=\"\">\n%s\n</a>\n</li>\n"
                            "<li>\n<form id=\"j_idt135:3:j_idt139\" name=\"j_idt135:3:j_idt139\" method=\"post\" action=\"/faces/index.xhtml\">\n"
                            "<a id=\"j_idt135:3:j_idt139:j_idt140\" href=\"#\" class=\"ui-commandlink ui-widget \">%s</a>",
                            side->prefix, jarida_demo_side_word (side, JARIDA_DEMO_WORD_ABOUT), side->name, side->prefix,
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_BOX), side->prefix,
                            jarida_demo_side_word (side, JARIDA_DEMO_WORD_ADVERTISING), jarida_demo_side_word (side, JARIDA_DEMO_WORD_CONTACT));
  add_view_state (self, 2);
  jarida_demo_sheet_printf (self, "</form>\n</li>\n<li>\n<span style=\"font-weight: bold; position:relative; top:3px;right:3px\">%s %u</span>\n"
                            "</li>\n</ul>\n</div>\n</div>\n", jarida_demo_side_word (side, JARIDA_DEMO_WORD_INDEXED), side->all->len);
}

char *
jarida_demo_sheet_end (JaridaDemoSheet *self)
{
  const char *social = jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_SOCIAL);

  jarida_demo_sheet_add (self, "</div>\n");
  add_footer (self);
  jarida_demo_sheet_printf (self, "</div>\n<div id=\"social\">\n<a title=\"Social\" href=\"%s/page\" target=\"_blank\">\n"
                            "<img style=\"border:0px\" src=\"%s/button.png\" />\n</a><g:plusone size=\"medium\" count=\"false\" href=\"%s\"></g:plusone>\n</div>\n"
                            "<div id=\"box\">\n<img src=\"%s/count.gif?page=1\" width=\"1\" height=\"1\" />\n<script src=\"%s/count.js\"></script>\n</div>\n"
                            "</div>\n<div id=\"lastColumn\">\n \n</div>\n</div>\n<div style=\"clear:both;\"></div>\n", social, social, social,
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_COUNTER),
                            jarida_demo_portal_host (self->portal, JARIDA_DEMO_HOST_COUNTER));
  jarida_demo_sheet_printf (self, "<form id=\"j_idt155\" name=\"j_idt155\" method=\"post\" action=\"/faces/index.xhtml\">\n"
                            "<button id=\"j_idt156\" name=\"j_idt156\" class=\"ui-button ui-widget report\" type=\"submit\">"
                            "<span class=\"ui-button-text ui-c\">%s</span></button>",
                            jarida_demo_side_word (self->side, JARIDA_DEMO_WORD_REPORT));
  add_view_state (self, 3);
  jarida_demo_sheet_add (self, "</form></body>\n</html>\n");
  return g_string_free (g_steal_pointer (&self->out), FALSE);
}
