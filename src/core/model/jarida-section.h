/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sections of a newspaper that every edition has. The numbers are kept on the shelf: none ever changes. */
typedef enum
{
  JARIDA_SECTION_NONE,
  JARIDA_SECTION_POLITICS,
  JARIDA_SECTION_ECONOMICS,
  JARIDA_SECTION_INTERNATIONAL,
  JARIDA_SECTION_SPORTS,
  JARIDA_SECTION_SOCIETY,
  JARIDA_SECTION_CULTURE,
  JARIDA_SECTION_RELIGION,
  JARIDA_SECTION_HEALTH,
  JARIDA_SECTION_VIDEO,
} JaridaSection;
#define JARIDA_N_SECTIONS (JARIDA_SECTION_VIDEO + 1)

/* What a publisher calls a section or category, in Arabic, French or English; or the slug of a portal. NONE when it is no name of
 * one of these. @name nullable. */
JaridaSection  jarida_section_from_name (const char    *name);
/* "politics": as portals name it in addresses. Static; NULL for NONE. */
const char    *jarida_section_get_slug  (JaridaSection  self);

G_END_DECLS
