/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-address.h"
#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* One edition of a press portal, as far as addresses go. A value; immutable, so threads may share it. */
typedef struct
{
  char *portal;       /* (owned) its id in the catalogue, "maghress" */
  char *origin;       /* (owned) "https://www.maghress.com" */
  char *site;         /* (owned) the host without www., with its port */
  char *language;     /* (owned) "fr" */
  char *prefix;       /* (owned) "" or "/fr" */
  char *key;          /* (owned) tells it from every other */
} JaridaPortalEdition;

/* The edition that @address, of a page at the portal, is in; NULL when it is no web address. */
JaridaPortalEdition *jarida_portal_edition_new             (const char *portal, const char *address) G_GNUC_WARN_UNUSED_RESULT;
JaridaPortalEdition *jarida_portal_edition_ref             (JaridaPortalEdition *self);
void                 jarida_portal_edition_unref           (JaridaPortalEdition *self);
/* "https://www.maghress.com/fr/PAGE"; the home page when @page is empty. */
char                *jarida_portal_edition_dup_page        (const JaridaPortalEdition *self, const char *page) G_GNUC_WARN_UNUSED_RESULT;
/* Of an author, a city or words to search for (@kind AUTHOR, CITY, SEARCH): portals write a plus for a space. */
char                *jarida_portal_edition_dup_named       (const JaridaPortalEdition *self, JaridaPortalKind kind, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether an address lies in this edition, and what it is of; NULL when it does not. */
JaridaPortalAddress *jarida_portal_edition_parse           (const JaridaPortalEdition *self, const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* "maghress/fr/slug/number": what an article is known by, in whatever page it was found. */
char                *jarida_portal_edition_dup_identity    (const JaridaPortalEdition *self, const char *slug, const char *number) G_GNUC_WARN_UNUSED_RESULT;
/* What a place of videos is called there; not translated, since it names the edition's own page. */
const char          *jarida_portal_edition_get_videos_name (const JaridaPortalEdition *self);

/* The edition of a source that is read at a portal; NULL for all others. */
JaridaPortalEdition *_jarida_reader_dup_edition            (JaridaReader *self, JaridaSource *source) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPortalEdition, jarida_portal_edition_unref)

G_END_DECLS
