/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "jarida-portal-page.h"

const FuzzSeed fuzz_seeds[] = {
  { "<html><body><div id=centeredmenu><a class=active href=/politics>A</a><a href=/lephare>B</a><a href=/fr>C</a></div><marquee>"
    "<span class=marquee><a href=/lephare/1>t</a>&nbsp;<a href=/video/2>u</a></span></marquee><div class=mainvideosgroup>"
    "<a href=/video/3 title=v><img src=//img.youtube.com/vi/aB3dE5gH7_k/default.jpg></a></div><div id=mainContent><span class="
    "pagetitle>P</span><a href=/rss><img class=rssimage></a><div class=carousel><div class=maincontainer><a class=teasertitle "
    "href=/lephare/1>T</a><table class=maincontent><tr><td>x\ny (...)</table><a class=teaserauthor href=/author/N+M>N</a>"
    "<a class=teasernewspaper href=/lephare>B</a></div></div><div class=tableheader>A</div><div class=teasercontainer><a "
    "href=/lephare/4 class=teasertitle></a><img src=//images2.a.test/lephare/lephare/thumb></div><a rel=next href=?p=2>n</a>" },
  { "<html><head><meta property=og:url content=https://www.maghress.com/fr/lephare/7><meta property=og:title content=T><meta "
    "property=og:image content=//i/lephare/7></head><body><div id=mainContent>Merci d'avoir signal\xc3\xa9!<br><h1 class="
    "articletitle> </h1><a href=/author/N>N</a><span class=articlenewspaper>Publi\xc3\xa9 dans <a href=/fr/lephare>L</a> le "
    "\xd9\xa2\xd9\xa2 - 3 - 2018</span><div class=articlecontent><img src=//i/lephare/7>Un.<br><br>Deux.<div class=report>"
    "<button>R</button></div><a class=articlesource href=http://s.test/>s</a></div><div class=tablesgroup><a href=/l/8>x" },
  { NULL },
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const addresses[] = { NULL, "https://a.test/fr/lephare/7", "https://www.maghress.com/politics",
                                            "https://www.maghress.com/fr/search/pont+neuf?page=2" };
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(JaridaPortalPage) page = jarida_portal_page_read (bytes, addresses[i], NULL);

      g_assert_true (page->title == NULL || g_utf8_validate (page->title, -1, NULL));
      g_assert_true (page->feed == NULL || g_str_has_prefix (page->feed, "http"));
      g_assert_true (page->next == NULL || g_str_has_prefix (page->next, "http"));
      if (page->article == NULL)
        continue;
      g_assert_true (page->article->content == NULL || g_utf8_validate (page->article->content, -1, NULL));
      g_assert_true (page->article->source == NULL || g_str_has_prefix (page->article->source, "http"));
    }

  return 0;
}
