/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-dump.h"

#include <string.h>

/* Small pieces of HTML and the blocks they mean. Base is http://paper.example/news/one.html. */

#define BASE "http://paper.example/news/one.html"

static const struct
{
  const char *name;
  const char *html;
  const char *expected;
} cases[] = {
  /* Text */
  { "text/bare", "Bonjour", "paragraph: Bonjour\n" },
  { "text/nothing", "  <p> &nbsp; </p><div></div>", "" },
  { "text/white-space", "<p>un \n\t deux<b> trois </b> quatre</p>", "paragraph: un deux [b:trois] quatre\n" },
  { "text/br-is-a-line", "<p>un<br>deux</p>", "paragraph: un⏎deux\n" },
  { "text/two-br-are-a-paragraph", "<p>un<br><br>deux<br/> <br>trois<br></p>",
    "paragraph: un\nparagraph: deux\nparagraph: trois\n" },
  { "text/div-as-paragraph", "<div>un<div>deux</div>trois</div>", "paragraph: un\nparagraph: deux\nparagraph: trois\n" },
  { "text/soft-hyphens", "<p>ad&shy;mi&shy;nis&shy;tra&shy;tif&#8203;</p>", "paragraph: administratif\n" },
  { "text/unknown-elements", "<p><blink>a</blink> <x-y>b</x-y></p>", "paragraph: a b\n" },
  { "text/hidden", "<p hidden>a</p><p style='color:red; display : none'>b</p><p>c</p>", "paragraph: c\n" },
  { "text/script-and-style", "<p>a</p><script>b</script><style>c</style><p>d</p>", "paragraph: a\nparagraph: d\n" },
  { "text/less-than", "<p>3 < 4 <5</p>", "paragraph: 3 < 4 <5\n" },
  { "text/unfinished-comment", "<p>a <!-- b</p>", "paragraph: a b\n" },
  { "text/unfinished-tag", "<p>a</p><p title=\"b", "paragraph: a\n" },
  { "text/textarea-is-text", "<textarea><img src=x onerror=y></textarea>", "paragraph: <img src=x onerror=y>\n" },
  { "text/escaped-twice", "&lt;p&gt;a &lt;b&gt;c&lt;/b&gt;&lt;/p&gt;&lt;p&gt;d &amp;amp; e&lt;/p&gt;",
    "paragraph: a [b:c]\nparagraph: d & e\n" },
  { "text/about-tags", "<p>the &lt;br&gt; element</p>", "paragraph: the <br> element\n" },
  /* Spans */
  { "span/nested", "<p><b>a<i>b</i></b>c</p>", "paragraph: [b:a][bi:b]c\n" },
  { "span/joined", "<p><b>a</b><b>b</b> <b>c</b></p>", "paragraph: [b:ab c]\n" },
  { "span/all", "<p><u>u</u><s>s</s><mark>m</mark><small>z</small>H<sub>2</sub>x<sup>3</sup><code>f()</code></p>",
    "paragraph: [u:u][s:s][m:m][z:z]H[x:2]x[k:3][c:f()]\n" },
  { "span/quotation", "<p lang=fr>Il dit <q>oui</q>.</p><p lang=en>He says <q>yes</q>.</p>",
    "paragraph @fr: Il dit «oui».\nparagraph @en: He says “yes”.\n" },
  /* Links */
  { "link/relative", "<a href='../a b?x=1&y=2'>l</a>", "paragraph: [a http://paper.example/a%20b?x=1&y=2:l]\n" },
  { "link/space-outside", "<p>x<a href='/a'> b </a>y", "paragraph: x [a http://paper.example/a:b] y\n" },
  { "link/mail", "<a href='mailto:a@b.example'>l</a>", "paragraph: [a mailto:a@b.example:l]\n" },
  { "link/active", "<a href='javascript:alert(1)'>a</a><a href='data:text/html,x'>b</a><a href=' vbscript:x'>c</a>",
    "paragraph: abc\n" },
  { "link/own-place", "<p><a href='#n'>1</a></p><p id=n>note</p>", "paragraph: [a #n:1]\nparagraph #n: note\n" },
  { "link/own-place-whole-address", "<p><a href='" BASE "#n'>1</a></p><p id=n>note</p>",
    "paragraph: [a #n:1]\nparagraph #n: note\n" },
  { "link/nowhere", "<p><a href='#n'>1</a></p>", "paragraph: 1\n" },
  { "link/two-ids-one-place", "<p><a href='#n'>1</a> <a href='#m'>2</a></p><div id=m><p id=n>note</p></div>",
    "paragraph: [a #n:1] [a #n:2]\nparagraph #n: note\n" },
  /* Headings */
  { "heading/ranks", "<h2>a</h2><h5>b</h5><h4>c</h4><h2>d</h2>", "heading 1: a\nheading 3: b\nheading 2: c\nheading 1: d\n" },
  { "heading/six-ranks-are-four", "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6>",
    "heading 1: a\nheading 2: b\nheading 3: c\nheading 4: d\nheading 4: e\nheading 4: f\n" },
  /* Lists */
  { "list/bullets", "<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ul>", "item •: a\n  item ◦: b\n    item ▪: c\nitem •: d\n" },
  { "list/numbers", "<ol start=9><li>a<li>b<li value=3>c<li>d</ol>", "item 9.: a\nitem 10.: b\nitem 3.: c\nitem 4.: d\n" },
  { "list/reversed", "<ol reversed><li>a<li>b</ol>", "item 2.: a\nitem 1.: b\n" },
  { "list/letters", "<ol type=a start=26><li>a<li>b</ol><ol type=A><li>c</ol>", "item z.: a\nitem aa.: b\nitem A.: c\n" },
  { "list/roman", "<ol type=i start=3><li>a<li>b</ol><ol type=I start=9><li>c</ol>", "item iii.: a\nitem iv.: b\nitem IX.: c\n" },
  { "list/paragraphs-inside", "<ul><li><p>a</p><p>b</p></li></ul>", "item •: a\nitem: b\n" },
  { "list/list-beside-items", "<ul><li>a</li><ul><li>b</li></ul></ul>", "item •: a\n  item ◦: b\n" },
  { "list/definitions", "<dl><dt>t<dd>d</dl>", "paragraph: [b:t]\nitem: d\n" },
  { "list/stray-item", "<li>a", "paragraph: a\n" },
  /* Quotes, code, rules */
  { "quote/nested", "<blockquote>a<blockquote><p>b</blockquote></blockquote>", "> paragraph: a\n> > paragraph: b\n" },
  { "quote/list", "<blockquote><ul><li>a</ul></blockquote>", "> item •: a\n" },
  { "code/lines", "<pre>\n  if\n    x;\n\n</pre>", "code:   if⏎    x;\n" },
  { "code/spans", "<pre><code>a <b>b</b></code></pre>", "code: a [b:b]\n" },
  { "rule/ends-and-pairs", "<hr><p>a</p><hr><hr><p>b</p><hr>", "paragraph: a\nrule\nparagraph: b\n" },
  { "note/list", "<p>x<sup><a href='#fn1'>1</a></sup></p><section class=footnotes><ol><li id=fn1>y "
    "<a href='#r1'>↩</a></li></ol></section>", "paragraph: x[k a #fn1:1]\nnote 1. #fn1: y\n" },
  /* Pictures */
  { "figure/caption", "<figure><img src=a.jpg width=640 height=480 alt='Un port'><figcaption>Le <i>port</i></figcaption></figure>",
    "figure (http://paper.example/news/a.jpg 640x480 \"Un port\"): Le [i:port]\n" },
  { "figure/caption-by-class", "<div class=wp-caption><a href=/b><img src=a.jpg></a><p class='wp-caption-text'>Le port</p></div>",
    "figure (http://paper.example/news/a.jpg -> http://paper.example/b): Le port\n" },
  { "figure/lazy", "<img src='data:image/gif;base64,R0' data-src=a.jpg><img src=grey/placeholder.png data-lazy-src=b.jpg>",
    "figure (http://paper.example/news/a.jpg)\nfigure (http://paper.example/news/b.jpg)\n" },
  { "figure/srcset", "<img src=small.jpg srcset='a.jpg 320w, b.jpg 1280w, c.jpg 2560w'>",
    "figure (http://paper.example/news/b.jpg)\n" },
  { "figure/srcset-commas", "<img srcset='/w_300,h_2/a.jpg 300w,/w_800,h_5/a.jpg 800w'>",
    "figure (http://paper.example/w_800,h_5/a.jpg)\n" },
  { "figure/picture-element", "<picture><source data-srcset='a.webp 800w'><img src='data:image/png;base64,xx' alt=x></picture>",
    "figure (http://paper.example/news/a.webp \"x\")\n" },
  { "figure/noscript", "<img src='data:,'><noscript>Enable scripts <img src=a.jpg></noscript>",
    "figure (http://paper.example/news/a.jpg)\n" },
  { "figure/tracking", "<p>x<img src='/t.gif' width=1 height=1><img src='http://pixel.wp.com/b.gif?x'></p>", "paragraph: x\n" },
  { "figure/twice", "<img src=a-300x200.jpg><p>x</p><img src='a.jpg?w=900'>",
    "figure (http://paper.example/news/a-300x200.jpg)\nparagraph: x\n" },
  { "figure/query-counts", "<img src='i.php?id=1'><img src='i.php?id=2'>",
    "figure (http://paper.example/news/i.php?id=1)\nfigure (http://paper.example/news/i.php?id=2)\n" },
  { "figure/inside-sentence", "<p>un <img src=a.jpg> deux</p>", "paragraph: un deux\nfigure (http://paper.example/news/a.jpg)\n" },
  { "figure/before-text", "<p><img src=a.jpg> deux</p>", "figure (http://paper.example/news/a.jpg)\nparagraph: deux\n" },
  { "figure/emoji", "<p>ah <img class=emoji src=a.png alt='😀'> oh</p>", "paragraph: ah 😀 oh\n" },
  { "figure/active", "<img src='javascript:alert(1)'><img src='file:///etc/passwd'>", "" },
  /* Embeds */
  { "embed/youtube", "<iframe src='//www.youtube.com/embed/aB3_-x?rel=0' width=560 height=315 title='Un film'></iframe>",
    "embed (https://i.ytimg.com/vi/aB3_-x/hqdefault.jpg 560x315 \"Un film\" -> https://www.youtube.com/watch?v=aB3_-x)\n" },
  { "embed/dailymotion", "<iframe data-src='https://www.dailymotion.com/embed/video/x7z'></iframe>",
    "embed (https://www.dailymotion.com/thumbnail/video/x7z -> https://www.dailymotion.com/video/x7z)\n" },
  { "embed/vimeo", "<iframe src='https://player.vimeo.com/video/12?h=1'></iframe>", "embed (no picture -> https://vimeo.com/12)\n" },
  { "embed/video", "<video poster=p.jpg><source src=v.mp4 type=video/mp4>Old browser</video>",
    "embed (http://paper.example/news/p.jpg -> http://paper.example/news/v.mp4)\n" },
  { "embed/audio", "<audio src=s.mp3></audio>", "embed (no picture -> http://paper.example/news/s.mp3)\n" },
  { "embed/unseen", "<iframe src='http://x.example/' width=0 height=0></iframe><iframe src='https://www.googletagmanager.com/ns'></iframe>", "" },
  { "embed/active", "<iframe src='javascript:x'></iframe><object data='data:text/html,x'>words</object>", "paragraph: words\n" },
  /* Tables */
  { "table/plain", "<table><tr><th>Ville<th>Habitants<tr><td>Oran<td>803 329<tr><td>Fès<td>1 112 072</table>",
    "table\n  ‖ Ville | Habitants |\n  | Oran | 803 329 |\n  | Fès | 1 112 072 |\n  align <>\n" },
  { "table/spans", "<table><thead><tr><td colspan=2>AB</thead><tr><td rowspan=2>1<td>2<tr><td>3</table>",
    "table\n  ‖ AB |  |\n  | 1 | 2 |\n  |  | 3 |\n  align >>\n" },
  { "table/caption", "<table><caption>Prix</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
    "paragraph: [b:Prix]\ntable\n  | a | b |\n  | c | d |\n  align <<\n" },
  { "table/cell-lines", "<table><tr><th>a<th>b<tr><td><p>x</p><p>y</p><td><ul><li>u<li>v</ul></table>",
    "table\n  ‖ a | b |\n  | x⏎y | • u⏎• v |\n  align <<\n" },
  { "table/layout-nested", "<table><tr><td>a<table><tr><td>b</table><td><p>c</table>", "paragraph: a\nparagraph: b\nparagraph: c\n" },
  { "table/layout-one-column", "<table><tr><td><h2>a</h2><tr><td>b</table>", "heading 1: a\nparagraph: b\n" },
  { "table/layout-said", "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
    "paragraph: a\nparagraph: b\nparagraph: c\nparagraph: d\n" },
  { "table/picture-below", "<table><tr><th>a<th>b<tr><td><img src=p.jpg>x<td>y</table>",
    "table\n  ‖ a | b |\n  | x | y |\n  align <<\nfigure (http://paper.example/news/p.jpg)\n" },
  { "table/huge-spans", "<table><tr><th colspan=99999999>a<th>b<tr><td rowspan=4294967295>x</table>",
    "paragraph: a\nparagraph: b\nparagraph: x\n" },
  /* Direction and language */
  { "direction/arabic", "<p>هذا نص عربي</p><p>Un mot</p>", "paragraph: هذا نص عربي\nparagraph ltr: Un mot\n" },
  { "direction/latin-word-first", "<p>أعلنت الشركة عن النتائج</p><p>Facebook أعلنت عن نتائجها المالية اليوم</p>",
    "paragraph: أعلنت الشركة عن النتائج\nparagraph: Facebook أعلنت عن نتائجها المالية اليوم\n" },
  { "direction/attribute", "<p>Un texte plutôt long en français ici</p><p dir=rtl>2026</p>",
    "paragraph: Un texte plutôt long en français ici\nparagraph rtl: 2026\n" },
  { "direction/code", "<p>هذا نص عربي</p><pre>مرحبا</pre>", "paragraph: هذا نص عربي\ncode ltr: مرحبا\n" },
  { "language/attribute", "<p>Il dit : <b>non</b></p><p lang=en>Why ?</p>", "paragraph: Il dit : [b:non]\nparagraph @en: Why ?\n" },
};

static const struct
{
  const char *name;
  const char *html;
  const char *expected;
} french[] = {
  { "high-signs", "<p>Quoi ? Non ! Si ; oui</p>", "paragraph: Quoi⎵? Non⎵! Si⎵; oui\n" },
  { "colon-and-percent", "<p>Voici : 5 % et 3 €</p>", "paragraph: Voici␣: 5␣% et 3␣€\n" },
  { "guillemets", "<p>« Bonjour », dit-il</p>", "paragraph: «␣Bonjour␣», dit-il\n" },
  { "nothing-added", "<p>Quoi? 10:30, a:b</p>", "paragraph: Quoi? 10:30, a:b\n" },
  { "spans-move", "<p><b>Quoi ?</b> Oui <i>!</i> et <a href='/a'>là</a></p>",
    "paragraph: [b:Quoi⎵?] Oui⎵[i:!] et [a http://paper.example/a:là]\n" },
  { "not-in-code", "<p><code>a ? b : c</code> ou ?</p><pre>a ? b</pre>", "paragraph: [c:a ? b : c] ou⎵?\ncode: a ? b\n" },
  { "not-in-english", "<p lang=en>Why ?</p>", "paragraph @en: Why ?\n" },
  { "not-in-arabic", "<p>ما هذا ؟ نعم : لا !</p>", "paragraph: ما هذا ؟ نعم : لا !\n" },
};

static void
check (const char *html,
       const char *language,
       const char *expected)
{
  g_autoptr(JaridaDocument) document = jarida_document_new (html, -1, BASE, language, JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *dump = document_dump (document);

  g_assert_cmpstr (dump, ==, expected);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  /* A language in which nothing is spaced. */
  check (cases[i].html, "es", cases[i].expected);
}

static void
test_french (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  check (french[i].html, "fr-MA", french[i].expected);
}

static void
test_head (void)
{
  const JaridaDocumentHead head = {
    .kicker = "Politique", .title = "Le titre", .subtitle = "Le sous-titre", .byline = "Publié dans Quid",
    .image = "http://paper.example/news/a-1024x768.jpg", .image_caption = "Le port",
    .source_label = "Lire à la source", .source_address = BASE,
  };
  g_autoptr(JaridaDocument) with = jarida_document_new ("<h1>Le titre</h1><p><img src=a.jpg></p><p>Texte</p>", -1, BASE,
                                                        "fr", JARIDA_DIRECTION_AUTO, &head);
  g_autoptr(JaridaDocument) without = jarida_document_new ("<p>Texte</p><p>Suite</p><p>Fin</p><img src=a.jpg>", -1, BASE,
                                                           "fr", JARIDA_DIRECTION_AUTO, &head);
  g_autofree char *with_dump = document_dump (with);
  g_autofree char *without_dump = document_dump (without);

  g_assert_cmpstr (with_dump, ==,
                   "kicker: Politique\ntitle: Le titre\nsubtitle: Le sous-titre\nbyline: Publié dans Quid\n"
                   "figure (http://paper.example/news/a.jpg): Le port\nparagraph: Texte\n"
                   "source: [a " BASE ":Lire à la source]\n");
  g_assert_cmpstr (without_dump, ==,
                   "kicker: Politique\ntitle: Le titre\nsubtitle: Le sous-titre\nbyline: Publié dans Quid\n"
                   "figure (http://paper.example/news/a-1024x768.jpg): Le port\nparagraph: Texte\nparagraph: Suite\n"
                   "paragraph: Fin\nsource: [a " BASE ":Lire à la source]\n");
  g_assert_cmpuint (with->n_words, ==, 3);
}

/* What the program says around a text leads to its own places; what a page says never does. */
static void
test_words_around (void)
{
  const JaridaDocumentWords byline[] = {
    { "Publié dans ", NULL, 0 }, { " Le\n Phare ", "jarida:source/3", JARIDA_SPAN_ITALIC }, { " le 3 mars", NULL, 0 },
    { " · ", NULL, 0 }, { "أمل", "jarida:author/x", 0 }, { "!", "javascript:alert(1)", 0 }, { NULL, NULL, 0 },
  };
  const JaridaDocumentLine lines[] = {
    { "عنوان آخر", "jarida:article/7", "Al Manar" }, { "Autre titre", "jarida:article/8", NULL }, { NULL, NULL, NULL },
  };
  const JaridaDocumentLine none[] = { { NULL, NULL, NULL } };
  const JaridaDocumentFoot foot[] = { { "Rien", none }, { "Ailleurs", lines }, { NULL, NULL } };
  const JaridaDocumentHead head = {
    .kicker = "Politique", .kicker_address = "jarida:section/1", .title = "Le titre", .byline_words = byline, .foot = foot,
  };
  JaridaDocumentHead *copy = jarida_document_head_copy (&head);
  g_autoptr(JaridaDocument) document = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *html = NULL;

  document = jarida_document_new ("<h2>Un</h2><p><a href='jarida:author/x'>texte</a></p>", -1, BASE, "fr",
                                  JARIDA_DIRECTION_AUTO, copy);
  jarida_document_head_free (copy);
  dump = document_dump (document);
  g_assert_cmpstr (dump, ==,
                   "kicker: [a jarida:section/1:Politique]\ntitle: Le titre\n"
                   "byline: Publié dans [i a jarida:source/3:Le Phare] le 3 mars · [a jarida:author/x:أمل]!\n"
                   "heading 1: Un\nparagraph: texte\n"
                   "heading 3: Ailleurs\n"
                   "item • rtl: [a jarida:article/7:عنوان آخر][z:␣· ][z:Al Manar]\n"
                   "item •: [a jarida:article/8:Autre titre]\n");
  g_assert_cmpuint (document->n_words, ==, 2);
  g_assert_cmpuint (document->n_foot, ==, 3);
  html = jarida_document_to_html (document, NULL, NULL);
  g_assert_null (strstr (html, "jarida:"));
  g_assert_nonnull (strstr (html, "Autre titre"));
}

/* A film has a sign to play it, with its picture or without; the text does not show that picture again. */
static void
test_video (void)
{
  JaridaDocumentHead head = { .title = "Le film", .image = "http://img.example/1.jpg", .video = "http://film.example/1" };
  g_autoptr(JaridaDocument) document = NULL;
  g_autoptr(JaridaDocument) bare = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *bare_dump = NULL;

  document = jarida_document_new ("<p>Texte</p><img src='http://img.example/1.jpg'>", -1, BASE, "fr", JARIDA_DIRECTION_AUTO, &head);
  dump = document_dump (document);
  g_assert_cmpstr (dump, ==, "title: Le film\nembed (http://img.example/1.jpg \"Le film\" -> http://film.example/1)\nparagraph: Texte\n");
  head.image = NULL;
  bare = jarida_document_new ("<p>Texte</p>", -1, BASE, "fr", JARIDA_DIRECTION_AUTO, &head);
  bare_dump = document_dump (bare);
  g_assert_cmpstr (bare_dump, ==, "title: Le film\nembed (no picture \"Le film\" -> http://film.example/1)\nparagraph: Texte\n");
}

static void
test_empty (void)
{
  g_autoptr(JaridaDocument) document = jarida_document_new (NULL, 0, NULL, NULL, JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *text = jarida_document_to_text (document, NULL, NULL);

  g_assert_cmpuint (document->blocks->len, ==, 0);
  g_assert_cmpint (document->direction, ==, JARIDA_DIRECTION_LTR);
  g_assert_cmpstr (text, ==, "");
}

static void
test_invalid_bytes (void)
{
  static const char html[] = { '<', 'p', '>', 'a', (char) 0xff, 'b', (char) 0xc3, 0 };
  g_autoptr(JaridaDocument) document = jarida_document_new (html, 7, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *dump = document_dump (document);

  g_assert_cmpstr (dump, ==, "paragraph: a\357\277\275b\357\277\275\n");
}

/* What a person has turned runs that way, whatever it begins with; what says itself how it runs does as it says. */
static void
test_turned (void)
{
  const JaridaDocumentHead head = { .title = "Titre", .turned = JARIDA_DIRECTION_RTL };
  g_autoptr(JaridaDocument) document = jarida_document_new ("<p>BBC قالت إن المدينة هادئة</p><p dir=ltr>Signed</p><ul><li>2026</li></ul>",
                                                            -1, BASE, "ar", JARIDA_DIRECTION_AUTO, &head);
  static const JaridaDirection wanted[] = { JARIDA_DIRECTION_LTR, JARIDA_DIRECTION_RTL, JARIDA_DIRECTION_LTR, JARIDA_DIRECTION_RTL };

  g_assert_cmpuint (document->blocks->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (((JaridaBlock *) document->blocks->pdata[i])->direction, ==, wanted[i]);
}

static void
test_direction_is_given (void)
{
  g_autoptr(JaridaDocument) document = jarida_document_new ("<p>123</p>", -1, BASE, "ar", JARIDA_DIRECTION_AUTO, NULL);
  g_autoptr(JaridaDocument) given = jarida_document_new ("<p>123</p>", -1, BASE, NULL, JARIDA_DIRECTION_RTL, NULL);

  g_assert_cmpint (document->direction, ==, JARIDA_DIRECTION_RTL);
  g_assert_cmpint (given->direction, ==, JARIDA_DIRECTION_RTL);
  g_assert_cmpint (((JaridaBlock *) given->blocks->pdata[0])->direction, ==, JARIDA_DIRECTION_RTL);
}

/* What a document writes, it reads back as the same document. */
static void
test_round_trip (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaDocument) first = jarida_document_new (cases[i].html, -1, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *html = jarida_document_to_html (first, NULL, NULL);
  g_autoptr(JaridaDocument) second = jarida_document_new (html, -1, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *first_text = jarida_document_to_text (first, NULL, NULL);
  g_autofree char *second_text = jarida_document_to_text (second, NULL, NULL);

  g_assert_cmpstr (second_text, ==, first_text);
}

static const struct
{
  const char     *name;
  JaridaPosition  from;
  JaridaPosition  to;
  const char     *text;
} selections[] = {
  { "inside-a-run", { 0, 0, 1 }, { 0, 0, 3 }, "n " },
  { "across-blocks", { 0, 0, 3 }, { 1, 0, 3 }, "deux\n\n• pre" },
  { "item-from-its-middle", { 1, 0, 3 }, { 2, 0, 99 }, "mier\n• second" },
  { "cells", { 3, 1, 0 }, { 3, 2, 9 }, "b\nc" },
  { "empty", { 0, 0, 2 }, { 0, 0, 2 }, "" },
  { "half-a-letter", { 4, 0, 1 }, { 4, 0, 1 }, "é" },
  { "to-the-end", { 4, 0, 0 }, { 99, 0, 0 }, "été" },
};

static void
test_selection (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaDocument) document =
    jarida_document_new ("<p>un deux</p><ul><li>premier<li>second</ul><table><tr><td>a<td>b<tr><td>c<td>d</table><p>été</p>",
                         -1, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *text = jarida_document_to_text (document, &selections[i].from, &selections[i].to);
  g_autofree char *html = jarida_document_to_html (document, &selections[i].from, &selections[i].to);

  g_assert_cmpstr (text, ==, selections[i].text);
  g_assert_true (g_utf8_validate (html, -1, NULL));
}

static void
test_html_is_escaped (void)
{
  g_autoptr(JaridaDocument) document =
    jarida_document_new ("<p>1 &lt; 2 &amp; \"3\"</p><p><a href='/?a=\"&amp;b'>l</a></p>", -1, BASE, "es",
                         JARIDA_DIRECTION_AUTO, NULL);
  g_autofree char *html = jarida_document_to_html (document, NULL, NULL);

  g_assert_nonnull (strstr (html, "<p>1 &lt; 2 &amp; &quot;3&quot;</p>"));
  g_assert_nonnull (strstr (html, "<a href=\"http://paper.example/?a=%22&amp;b\">l</a>"));
}

static void
test_plain (void)
{
  static const struct { const char *html, *text; } table[] = {
    { "Un titre", "Un titre" },
    { " Un\n titre ", "Un titre" },
    { "L&#39;&eacute;t&eacute; &amp; l&rsquo;hiver", "L'été & l’hiver" },
    { "<b>Gras</b> et<br>suite<p>puis</p>", "Gras et suite puis" },
    { "a<script>b</script>c", "ac" },
    { "3 < 4", "3 < 4" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = jarida_html_to_text (table[i].html);

      g_assert_cmpstr (text, ==, table[i].text);
    }
}

static void
test_first_picture (void)
{
  g_autofree char *found = jarida_html_first_picture ("<img width=1 src=p.gif><img class=emoji src=e.png><img data-src=a.jpg>", BASE);
  g_autofree char *none = jarida_html_first_picture ("<p>x</p>", BASE);

  g_assert_cmpstr (found, ==, "http://paper.example/news/a.jpg");
  g_assert_null (none);
}

/* What is laid out as a whole must not be endless: Pango counts the width of a line before it breaks it. */
static void
check_parts (const char      *html,
             JaridaBlockKind  kind,
             const char      *between,
             const char      *expected)
{
  g_autoptr(JaridaDocument) document = jarida_document_new (html, -1, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_cmpuint (document->blocks->len, >, 10);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);
      const JaridaRun *run = g_ptr_array_index (block->runs, 0);

      g_assert_cmpint (block->kind, ==, kind);
      g_assert_cmpuint (run->length, ==, strlen (run->text));
      g_assert_cmpuint (run->length, >, 0);
      g_assert_cmpuint (run->length, <=, 24000);
      g_assert_true (g_utf8_validate (run->text, -1, NULL));
      for (guint j = 0; run->spans != NULL && j < run->spans->len; j++)
        {
          const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, j);

          g_assert_cmpuint (span->start, <, span->end);
          g_assert_cmpuint (span->end, <=, run->length);
        }
      g_string_append_printf (text, "%s%s", i > 0 ? between : "", run->text);
    }
  g_assert_true (g_str_equal (text->str, expected));
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_endless (void)
{
  static const struct
  {
    const char      *before, *text, *after, *between;
    JaridaBlockKind  kind;
  } table[] = {
    { "<p>", "palabras sin fin ", "x</p>", " ", JARIDA_BLOCK_PARAGRAPH },
    { "<p><b>", "palabras, una frase. ", "x</b></p>", " ", JARIDA_BLOCK_PARAGRAPH },
    { "<p>", "ةً", "</p>", "", JARIDA_BLOCK_PARAGRAPH },
    { "<p>a", "\314\201", "</p>", "", JARIDA_BLOCK_PARAGRAPH },
    { "<ul><li>", "palabras sin fin ", "x</ul>", " ", JARIDA_BLOCK_LIST_ITEM },
    { "<pre>", "una línea de código\n", "x</pre>", "\342\200\250", JARIDA_BLOCK_CODE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = repeat (table[i].text, 300000 / strlen (table[i].text));
      g_autofree char *html = g_strconcat (table[i].before, text, table[i].after, NULL);
      const char *first = strrchr (table[i].before, '>') + 1;
      g_autofree char *all = g_strdup_printf ("%s%s%.*s", first, text, *table[i].after == 'x' ? 1 : 0, table[i].after);
      g_auto(GStrv) lines = g_strsplit (all, "\n", -1);
      g_autofree char *expected = g_strjoinv ("\342\200\250", lines);

      check_parts (html, table[i].kind, table[i].between, expected);
    }
}

/* A link that is cut in two stays one to who clicks on it; a sentence is ended where there is one. */
static void
test_endless_link (void)
{
  g_autofree char *text = repeat ("palabras, una frase. ", 1140);
  g_autofree char *html = g_strconcat ("<p>", text, "<a href=/l>", text, "</a>fin", NULL);
  g_autoptr(JaridaDocument) document = jarida_document_new (html, -1, BASE, "es", JARIDA_DIRECTION_AUTO, NULL);
  const JaridaRun *runs[2];

  g_assert_cmpuint (document->blocks->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      runs[i] = g_ptr_array_index (block->runs, 0);
      g_assert_cmpuint (runs[i]->spans->len, ==, 1);
      g_assert_cmpint (g_array_index (runs[i]->spans, JaridaSpan, 0).link, ==, 0);
    }
  g_assert_true (g_str_has_suffix (runs[0]->text, "frase."));
  g_assert_cmpuint (g_array_index (runs[0]->spans, JaridaSpan, 0).start, ==, strlen (text));
  g_assert_cmpuint (g_array_index (runs[0]->spans, JaridaSpan, 0).end, ==, runs[0]->length);
  g_assert_cmpuint (g_array_index (runs[1]->spans, JaridaSpan, 0).start, ==, 0);
  g_assert_cmpuint (g_array_index (runs[1]->spans, JaridaSpan, 0).end, ==, runs[1]->length - strlen (" fin"));
}

/* data/NAME.html and data/NAME.text */
static void
test_pair (gconstpointer data)
{
  g_autofree char *html_name = g_strconcat (TEST_DATA "/", data, ".html", NULL);
  g_autofree char *text_name = g_strconcat (TEST_DATA "/", data, ".text", NULL);
  g_autofree char *html = NULL, *expected = NULL, *dump = NULL;
  g_autoptr(JaridaDocument) document = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (html_name, &html, &length, NULL));
  document = jarida_document_new (html, length, BASE, NULL, JARIDA_DIRECTION_AUTO, NULL);
  dump = document_dump (document);
  g_assert_true (g_file_get_contents (text_name, &expected, NULL, NULL));
  g_assert_cmpstr (dump, ==, expected);
}

static void
add_indexed (const char    *folder,
             const char    *name,
             guint          i,
             GTestDataFunc  function)
{
  g_autofree char *path = g_strconcat ("/document/", folder, name, NULL);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), function);
}

int
main (int    argc,
      char **argv)
{
  static const char *const pairs[] = { "francais", "arabe", "english" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_indexed ("", cases[i].name, i, test_case);
      /* A frame is written as a link: nothing that loads itself is written at all. */
      if (!g_str_has_prefix (cases[i].name, "embed/"))
        add_indexed ("round-trip/", cases[i].name, i, test_round_trip);
    }
  for (guint i = 0; i < G_N_ELEMENTS (french); i++)
    add_indexed ("french/", french[i].name, i, test_french);
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    add_indexed ("copy/", selections[i].name, i, test_selection);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strconcat ("/document/pair/", pairs[i], NULL);

      g_test_add_data_func (path, pairs[i], test_pair);
    }
  g_test_add_func ("/document/head", test_head);
  g_test_add_func ("/document/words-around", test_words_around);
  g_test_add_func ("/document/video", test_video);
  g_test_add_func ("/document/empty", test_empty);
  g_test_add_func ("/document/invalid-bytes", test_invalid_bytes);
  g_test_add_func ("/document/endless/text", test_endless);
  g_test_add_func ("/document/endless/link", test_endless_link);
  g_test_add_func ("/document/direction/given", test_direction_is_given);
  g_test_add_func ("/document/direction/turned", test_turned);
  g_test_add_func ("/document/copy/escaped", test_html_is_escaped);
  g_test_add_func ("/document/plain", test_plain);
  g_test_add_func ("/document/first-picture", test_first_picture);

  return g_test_run ();
}
