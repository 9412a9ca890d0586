/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "jarida-paper-private.h"

/* A4, 2 cm at each side. */
#define WIDTH 482.0
#define HEIGHT 728.0

#define SENTENCE "La ville a voté hier soir un budget qui doit rendre le port à ses habitants, après dix ans de travaux. "
#define ARABIC "اجتمعت اللجنة للمرة الثالثة هذا الأسبوع للنظر في مقترح من شأنه أن يعيد تشكيل حي الميناء. "

typedef struct
{
  JaridaDocument *document;   /* (owned) */
  JaridaPaper    *paper;      /* (owned) */
} Print;

static void
print_open (Print      *print,
            const char *html,
            double      height)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(JaridaArticleStyle) style = jarida_article_style_new ();
  const JaridaDocumentLine lines[] = { { "Un autre article", "http://foot.example/2", NULL }, { NULL } };
  const JaridaDocumentFoot foot[] = { { "À lire aussi", lines }, { NULL } };
  const JaridaDocumentHead head = { .title = "Le port", .source_label = "À la source", .source_address = "http://sample.example/1",
                                    .foot = foot };

  print->document = jarida_document_new (html, -1, "http://sample.example/", "fr", JARIDA_DIRECTION_AUTO, &head);
  print->paper = jarida_paper_new (context, style, print->document, NULL, WIDTH, height, "sample.example/1");
  g_object_unref (context);
  while (!jarida_paper_advance (print->paper))
    ;
}

static void
print_close (Print *print)
{
  jarida_paper_free (print->paper);
  jarida_document_unref (print->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Print, print_close)

static char *
repeat (const char *text,
        guint       n)
{
  GString *all = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static const JaridaPaperPiece *
get_piece (const Print *print,
           guint        index)
{
  return &g_array_index (print->paper->pieces, JaridaPaperPiece, index);
}

/* Every line is on one page, in order, and none beyond its foot. */
static void
check_pages (const Print *print)
{
  guint next = 0;

  for (guint i = 0; i < print->paper->pages->len; i++)
    {
      const JaridaPaperPage *page = &g_array_index (print->paper->pages, JaridaPaperPage, i);
      double used = get_piece (print, page->last)->bottom - get_piece (print, page->first)->top;

      g_assert_cmpuint (page->first, ==, next);
      g_assert_cmpuint (page->last, >=, page->first);
      g_assert_cmpfloat (used, <=, print->paper->height);
      next = page->last + 1;
    }
  g_assert_cmpuint (next, ==, print->paper->pieces->len);
}

static void
test_lines_once (void)
{
  g_autofree char *text = repeat (SENTENCE, 30);
  g_autofree char *paragraphs = g_strdup_printf ("<p>%s</p><ul><li>%s</ul><blockquote><p>%s</blockquote><pre>%s</pre><p dir=rtl>%s</p>",
                                                 text, text, text, text, ARABIC);
  g_autofree char *html = repeat (paragraphs, 4);
  g_auto(Print) print = { 0 };

  print_open (&print, html, HEIGHT);
  check_pages (&print);
  g_assert_cmpuint (jarida_paper_get_n_pages (print.paper), >, 4);
}

/* Wherever the page ends, a heading is not its last line and no paragraph leaves one line behind or sends one ahead. */
static void
test_nothing_alone (void)
{
  g_autofree char *text = repeat (SENTENCE, 4);
  g_autofree char *section = g_strdup_printf ("<h2>Les travaux du port</h2><p>%s</p><p>%s</p>", text, text);
  g_autofree char *html = repeat (section, 12);

  for (double height = 300; height < HEIGHT; height += 17)
    {
      g_auto(Print) print = { 0 };

      print_open (&print, html, height);
      check_pages (&print);
      g_assert_cmpuint (print.paper->pages->len, >, 1);
      for (guint i = 0; i + 1 < print.paper->pages->len; i++)
        {
          guint last = g_array_index (print.paper->pages, JaridaPaperPage, i).last;
          guint block = get_piece (&print, last)->block;
          const JaridaBlock *kind = g_ptr_array_index (print.document->blocks, block);

          g_assert_cmpint (kind->kind, !=, JARIDA_BLOCK_HEADING);
          if (get_piece (&print, last + 1)->block != block)
            continue;
          g_assert_cmpuint (get_piece (&print, last - 1)->block, ==, block);
          g_assert_cmpuint (get_piece (&print, last + 2)->block, ==, block);
        }
    }
}

static void
test_figure_whole (void)
{
  g_autofree char *text = repeat (SENTENCE, 10);
  g_autofree char *html = g_strdup_printf ("<p>%s<figure><img src=/a.png width=600 height=400><figcaption>Le port, hier</figcaption></figure><p>%s", text, text);
  guint first, last;

  for (double height = 420; height < HEIGHT; height += 23)
    {
      g_auto(Print) print = { 0 };

      print_open (&print, html, height);
      check_pages (&print);
      for (guint i = 0; i < print.document->blocks->len; i++)
        {
          const JaridaBlock *block = g_ptr_array_index (print.document->blocks, i);

          if (block->kind != JARIDA_BLOCK_FIGURE)
            continue;
          jarida_paper_find_block (print.paper, i, &first, &last);
          g_assert_cmpuint (first, ==, last);
        }
    }
}

/* A table that scrolls on the screen is made as narrow as the paper, and one picture is not higher than it. */
static void
test_fits (void)
{
  g_autofree char *cells = repeat ("<td>Casablanca-Settat-Mohammédia<td>1 311 000", 8);
  g_autofree char *html = g_strdup_printf ("<table><tr>%s<tr>%s</table><img src=/tall.png width=500 height=3000>", cells, cells);
  g_auto(Print) print = { 0 };
  gboolean table = FALSE;

  print_open (&print, html, 300);
  check_pages (&print);
  for (guint i = 0; i < print.paper->blocks->len; i++)
    {
      const JaridaPaperBlock *place = &g_array_index (print.paper->blocks, JaridaPaperBlock, i);
      g_autoptr(JaridaBlockLayout) layout = _jarida_paper_lay_out (print.paper, i, place->width);

      g_assert_cmpfloat (place->width * place->scale, <=, print.paper->column + 1);
      g_assert_cmpfloat (layout->content_width, <=, 0);
      g_assert_cmpfloat (layout->picture.height * place->scale, <=, print.paper->height);
      if (layout->block->kind == JARIDA_BLOCK_TABLE)
        table = place->scale < 1;
    }
  g_assert_true (table);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_pdf (const Print *print,
          GByteArray  *bytes)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  /* Later ones may have what is looked for in packed objects. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  for (guint i = 0; i < jarida_paper_get_n_pages (print->paper); i++)
    {
      jarida_paper_draw (print->paper, i, cr, NULL, NULL);
      cairo_show_page (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static gboolean
holds (const GByteArray *bytes,
       const char       *word)
{
  return memmem (bytes->data, bytes->len, word, strlen (word)) != NULL;
}

/* Links lead on, whatever is in their address; what the program has put below the text is not printed. */
static void
test_pdf (void)
{
  g_autofree char *text = repeat (SENTENCE ARABIC, 40);
  g_autofree char *html = g_strdup_printf ("<p>%s<a href=\"http://there.example/it's?a=1\">là-bas</a> <a href='#n'>note</a>"
                                           "<h2>Deux</h2><p>%s<table><tr><td>a<td>b</table>", text, text);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_auto(Print) print = { 0 };

  print_open (&print, html, HEIGHT);
  draw_pdf (&print, bytes);
  g_assert_cmpuint (bytes->len, >, 10000);
  g_assert_true (holds (bytes, "http://there.example/it"));
  g_assert_true (holds (bytes, "http://sample.example/1"));
  g_assert_true (holds (bytes, "/Outlines"));
  g_assert_false (holds (bytes, "foot.example"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/paper/every line is on one page", test_lines_once);
  g_test_add_func ("/layout/paper/nothing stands alone", test_nothing_alone);
  g_test_add_func ("/layout/paper/a picture stays with its caption", test_figure_whole);
  g_test_add_func ("/layout/paper/wide tables and tall pictures fit", test_fits);
  g_test_add_func ("/layout/paper/links and headings of a PDF", test_pdf);
  return g_test_run ();
}
