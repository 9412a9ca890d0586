/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_CATALOGUE_ERROR (jarida_catalogue_error_quark ())
typedef enum
{
  JARIDA_CATALOGUE_ERROR_MALFORMED,   /* the message says where */
} JaridaCatalogueError;
GQuark jarida_catalogue_error_quark (void);

/* The newspapers that can be proposed to a person: which there are, in which country and language, at which portal. */
typedef struct
{
  char      *code;            /* (owned) "MA" */
  char      *names[3];        /* (owned) by JaridaCatalogueScript; (nullable) but one */
} JaridaCatalogueCountry;

typedef struct
{
  char      *id;              /* (owned) "maghress" */
  char      *host;            /* (owned) "www.maghress.com", or an address of a demo with its port */
  char      *country;         /* (owned) */
  char      *names[3];        /* (owned) */
  gboolean   verified;
  GPtrArray *editions;        /* (owned) JaridaCatalogueEdition */
} JaridaCataloguePortal;

typedef struct
{
  char      *language;        /* (owned) "ar" */
  char      *prefix;          /* (owned) "" or "/fr" */
  char      *feed;            /* (owned) of the whole edition */
} JaridaCatalogueEdition;

typedef struct
{
  const JaridaCataloguePortal *portal;   /* (nullable) Borrowed: a newspaper may be read at its own site alone */
  char      *slug;            /* (owned) (nullable) at the portal */
  char      *names[3];        /* (owned) */
  char      *language;        /* (owned) */
  char      *country;         /* (owned) */
  char      *address;         /* (owned) what to subscribe to: its page at the portal, its feed or its site */
  gboolean   verified;        /* FALSE: only shown to who asks for all */
} JaridaCatalogueNewspaper;

typedef enum
{
  JARIDA_CATALOGUE_ARABIC,
  JARIDA_CATALOGUE_FRENCH,
  JARIDA_CATALOGUE_ENGLISH,
} JaridaCatalogueScript;

/* Immutable once made. */
typedef struct _JaridaCatalogue JaridaCatalogue;

/* Reads @path and then each *.json of @own_folder, where a person may add newspapers or say better what is known of one (same
 * portal and slug, or same address). @own_folder nullable; a file there that is no catalogue is passed over, and named in
 * @out_passed_over (transfer full) (nullable) with the reason. Blocking: a few milliseconds. */
JaridaCatalogue *jarida_catalogue_load           (const char *path, const char *own_folder, char **out_passed_over, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JaridaCatalogue *jarida_catalogue_parse          (GBytes *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_catalogue_free           (JaridaCatalogue *self);

const GPtrArray *jarida_catalogue_get_countries  (const JaridaCatalogue *self);
const GPtrArray *jarida_catalogue_get_portals    (const JaridaCatalogue *self);
const GPtrArray *jarida_catalogue_get_newspapers (const JaridaCatalogue *self);
/* Of those countries and languages whose name, in any script, or slug holds the words; each nullable: all. Borrowed entries,
 * (transfer container), in the order of the catalogue. */
GPtrArray       *jarida_catalogue_search         (const JaridaCatalogue *self, const char *const *countries, const char *const *languages, const char *words, gboolean unverified) G_GNUC_WARN_UNUSED_RESULT;
/* By "maghress/fr/hespress": portal, edition, slug. Borrowed; NULL. */
const JaridaCatalogueNewspaper *jarida_catalogue_find (const JaridaCatalogue *self, const char *id);
/* The portal whose host that address has, with www. or without. Borrowed; NULL. */
const JaridaCataloguePortal *jarida_catalogue_find_portal (const JaridaCatalogue *self, const char *address);
/* The id of a newspaper at a portal; NULL for one that is read at its own site alone. */
char            *jarida_catalogue_dup_id         (const JaridaCatalogueNewspaper *newspaper) G_GNUC_WARN_UNUSED_RESULT;
/* In the script of @language, else in any. Borrowed. */
const char      *jarida_catalogue_name           (char *const names[3], const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaCatalogue, jarida_catalogue_free)

G_END_DECLS
