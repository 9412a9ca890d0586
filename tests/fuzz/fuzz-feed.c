/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "jarida-feed.h"

const FuzzSeed fuzz_seeds[] = {
  { "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rss [<!ENTITY x \"y\">]>"
    "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\""
    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xml:base=\"http://a.test/\"><channel>"
    "<title>A &amp; B</title><link>http://a.test/</link><ttl>60</ttl><language>ar</language>"
    "<item><title>\xd8\xae\xd8\xa8\xd8\xb1 &lt;b&gt;1&lt;/b&gt;</title><link>/1?a=1&b=2</link><guid>http://a.test/1</guid>"
    "<pubDate>Mon, 12 Oct 2026 08:30:00 +0100</pubDate><author>m@a.test (M)</author><category>c&eacute;</category>"
    "<description><![CDATA[<p>text <img src=\"i.jpg\" width=1></p>]]></description>"
    "<content:encoded>&lt;p&gt;all&lt;/p&gt;</content:encoded><enclosure url=\"e.mp3\" type=\"audio/mpeg\" length=\"9\"/>"
    "<media:group><media:content url=\"m.jpg\" width=\"10\" height=\"20\"/><media:thumbnail url=\"t.jpg\"/></media:group>"
    "</item></channel></rss>" },
  { "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><title type=\"html\">T&amp;amp;</title>"
    "<link href=\"http://a.test/\"/><link rel=\"self\" href=\"f\"/><author><name>N</name><email>n@a.test</email></author>"
    "<entry><id>urn:1</id><title type=\"xhtml\"><div>x<b>y</b></div></title><updated>2026-10-12T08:30:00Z</updated>"
    "<link href=\"e1\"/><category term=\"t\" label=\"L\"/><summary>s &lt; t</summary>"
    "<content type=\"xhtml\" xml:base=\"d/\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a<br/><a href=\"b\">c</a>"
    "</p></div></content></entry></feed>" },
  { "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">"
    "<channel rdf:about=\"http://a.test/\"><title>R</title></channel><item rdf:about=\"http://a.test/1\"><title>I</title>"
    "<description>a<b>c</i>d</description></item></rdf:RDF>" },
  { "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":1,\"url\":\"http://a.test/1\","
    "\"content_html\":\"<p>\\u0627</p>\",\"date_published\":\"2026-10-12T08:30:00+01:00\",\"tags\":[\"a\"],"
    "\"authors\":[{\"name\":\"N\"}],\"attachments\":[{\"url\":\"a\",\"mime_type\":\"image/png\"}]}]}" },
  { NULL },
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFeed) feed = jarida_feed_parse (bytes, "http://base.test/feed", NULL, &error);

  /* One of the two, never both; everything that came out is text. */
  g_assert_true ((feed == NULL) == (error != NULL));
  for (guint i = 0; feed != NULL && i < feed->items->len; i++)
    {
      const JaridaFeedItem *item = g_ptr_array_index (feed->items, i);

      g_assert_true (item->title == NULL || g_utf8_validate (item->title, -1, NULL));
      g_assert_true (item->content == NULL || g_utf8_validate (item->content, -1, NULL));
      g_assert_true (item->link == NULL || g_str_has_prefix (item->link, "http"));
      g_assert_true (item->image == NULL || g_str_has_prefix (item->image, "http"));
    }

  return 0;
}
