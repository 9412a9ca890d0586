/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-place.h"

G_BEGIN_DECLS

/* Addresses of places inside the program, for the links around an article: "jarida:author/NAME". No page can have such links. */
typedef enum
{
  JARIDA_PLACE_ADDRESS_ARTICLE,
  JARIDA_PLACE_ADDRESS_SOURCE,
  JARIDA_PLACE_ADDRESS_SECTION,
  JARIDA_PLACE_ADDRESS_AUTHOR,
  JARIDA_PLACE_ADDRESS_CITY,
} JaridaPlaceAddressKind;

typedef struct
{
  JaridaPlaceAddressKind  kind;
  gint64                  id;      /* of all but authors and cities */
  char                   *name;    /* (owned) (nullable) of those: what they are called */
} JaridaPlaceAddress;

char     *jarida_place_address_of    (JaridaPlaceAddressKind  kind,
                                      gint64                  id) G_GNUC_WARN_UNUSED_RESULT;
char     *jarida_place_address_named (JaridaPlaceAddressKind  kind,
                                      const char             *name) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE: an address of the web. */
gboolean  jarida_place_address_parse (const char             *address,
                                      JaridaPlaceAddress     *out_parts);
void      jarida_place_address_clear (JaridaPlaceAddress     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaPlaceAddress, jarida_place_address_clear)

G_END_DECLS
