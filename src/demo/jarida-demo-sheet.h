/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-portal.h"

G_BEGIN_DECLS

/* A page of the portal while it is written. A value. */
typedef struct
{
  GString              *out;      /* (owned) */
  JaridaDemoPortal     *portal;   /* Borrowed */
  const JaridaDemoSide *side;     /* Borrowed */
} JaridaDemoSheet;

typedef enum
{
  JARIDA_DEMO_WORD_HOME,          /* in the menu */
  JARIDA_DEMO_WORD_HOME_TITLE,
  JARIDA_DEMO_WORD_NEWSPAPERS,
  JARIDA_DEMO_WORD_SEARCH,
  JARIDA_DEMO_WORD_SUBJECT,
  JARIDA_DEMO_WORD_AUTHOR,
  JARIDA_DEMO_WORD_CITY,
  JARIDA_DEMO_WORD_CITIES,
  JARIDA_DEMO_WORD_VIDEOS,
  JARIDA_DEMO_WORD_SUBSCRIBE,
  JARIDA_DEMO_WORD_NEXT,
  JARIDA_DEMO_WORD_PREVIOUS,
  JARIDA_DEMO_WORD_RELATED,
  JARIDA_DEMO_WORD_SOURCE,
  JARIDA_DEMO_WORD_REPORT,
  JARIDA_DEMO_WORD_REPORTED,
  JARIDA_DEMO_WORD_ABOUT,
  JARIDA_DEMO_WORD_BOX,
  JARIDA_DEMO_WORD_ADVERTISING,
  JARIDA_DEMO_WORD_CONTACT,
  JARIDA_DEMO_WORD_INDEXED,
  JARIDA_DEMO_N_WORDS
} JaridaDemoWord;

/* As the portal's pages have them. */
const char *jarida_demo_side_word        (const JaridaDemoSide *self, JaridaDemoWord word);

/* Everything up to the page's own part: head, menu, ticker, side bar. @path has the edition's prefix. @image nullable: whole address. */
void        jarida_demo_sheet_begin      (JaridaDemoSheet      *self,
                                          JaridaDemoPortal     *portal,
                                          const JaridaDemoSide *side,
                                          const char           *path,
                                          const char           *title,
                                          const char           *image);
/* Footer and all; gives the page away. */
char       *jarida_demo_sheet_end        (JaridaDemoSheet *self) G_GNUC_WARN_UNUSED_RESULT;

void        jarida_demo_sheet_add        (JaridaDemoSheet *self, const char *markup);
void        jarida_demo_sheet_printf     (JaridaDemoSheet *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Escaped, with line ends and spaces around it, as the portal has every title. @text nullable: nothing but these. */
void        jarida_demo_sheet_add_title  (JaridaDemoSheet *self, const char *text);
void        jarida_demo_sheet_add_text   (JaridaDemoSheet *self, const char *text);
/* An advertisement that a script fills in. */
void        jarida_demo_sheet_add_slot   (JaridaDemoSheet *self, guint slot);
/* A page's name with its feed beside it. @feed: path. */
void        jarida_demo_sheet_add_heading (JaridaDemoSheet *self, const char *title, const char *feed);
void        jarida_demo_sheet_add_teaser (JaridaDemoSheet *self, const JaridaDemoEntry *entry);
void        jarida_demo_sheet_add_video  (JaridaDemoSheet *self, const JaridaDemoVideo *video);
/* The links to author and newspaper under a headline. @style: an attribute, or "". */
void        jarida_demo_sheet_add_names  (JaridaDemoSheet *self, const JaridaDemoEntry *entry, const char *style);

/* "//127.0.0.101:8000", as pages have it. */
const char *jarida_demo_portal_host      (JaridaDemoPortal *portal, JaridaDemoHost host);
/* "/fr/le-journal/12" */
char       *jarida_demo_entry_dup_path   (const JaridaDemoEntry *self, const JaridaDemoSide *side) G_GNUC_WARN_UNUSED_RESULT;
/* "/author/NAME": in UTF-8, encoded, a plus for each space. */
char       *jarida_demo_side_dup_named   (const JaridaDemoSide *self, const char *kind, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Its picture, "//HOST/PAPER/NUMBER", or the newspaper's logo, "//HOST/PAPER/PAPER". @rest: "" or "/thumb". */
char       *jarida_demo_entry_dup_picture (const JaridaDemoEntry *self, JaridaDemoPortal *portal, const char *rest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
