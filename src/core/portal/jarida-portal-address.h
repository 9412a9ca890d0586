/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an address of a press portal leads to. */
typedef enum
{
  JARIDA_PORTAL_OTHER,
  JARIDA_PORTAL_HOME,
  JARIDA_PORTAL_SECTION,
  JARIDA_PORTAL_NEWSPAPER,
  JARIDA_PORTAL_ARTICLE,
  JARIDA_PORTAL_VIDEO,
  JARIDA_PORTAL_AUTHOR,
  JARIDA_PORTAL_CITIES,       /* the list of all */
  JARIDA_PORTAL_CITY,
  JARIDA_PORTAL_SEARCH,
  JARIDA_PORTAL_FEED,
} JaridaPortalKind;

/* An address taken apart. A value. */
typedef struct
{
  JaridaPortalKind  kind;
  char             *language;   /* (owned) (not nullable) of the edition */
  char             *slug;       /* (owned) (nullable) of the section or newspaper */
  char             *number;     /* (owned) (nullable) of the article or video: digits, more than an integer may hold */
  char             *name;       /* (owned) (nullable) of the author or city, the words of a search; decoded */
} JaridaPortalAddress;

/* By the form of its path alone, so that any host that speaks like a portal is read as one. NULL when it is no web address. */
JaridaPortalAddress *jarida_portal_address_parse       (const char *address) G_GNUC_WARN_UNUSED_RESULT;
void                 jarida_portal_address_free        (JaridaPortalAddress *self);

/* The id of the portal that has this host, with www. or without; NULL for all others. Static string. */
const char          *jarida_portal_from_address        (const char *address);
/* "maghress/fr/slug/number": one article, wherever its address was found. NULL when it is none of a known portal. */
char                *jarida_portal_identity            (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @slug names a section and not a newspaper. */
gboolean             jarida_portal_is_section          (const char *slug);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPortalAddress, jarida_portal_address_free)

G_END_DECLS
