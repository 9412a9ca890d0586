/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-html.h"
#include "jarida-portal-address.h"

G_BEGIN_DECLS

/* Looking things up in a page of the portal; NULL wherever nothing is found. */

JaridaHtmlNode      *jarida_portal_find_class   (const JaridaHtmlNode *root, const char *word);
JaridaHtmlNode      *jarida_portal_find_id      (const JaridaHtmlNode *root, const char *id);
JaridaHtmlNode      *jarida_portal_find_element (const JaridaHtmlNode *root, const char *name);
/* Whether @self or something it stands in has that class, up to @root. */
gboolean             jarida_portal_is_within    (const JaridaHtmlNode *self, const char *word, const JaridaHtmlNode *root);
/* Squeezed; NULL when there is none. Any length: texts of articles are read so. */
char                *jarida_portal_dup_text     (const JaridaHtmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* What stands below outside of links, line by line; NULL. */
char                *jarida_portal_dup_lines    (const JaridaHtmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* The content of the meta element with that property or name. */
char                *jarida_portal_dup_meta     (const JaridaHtmlNode *root, const char *property) G_GNUC_WARN_UNUSED_RESULT;
/* An a element's address, resolved, and what kind it is of. @node nullable. */
char                *jarida_portal_dup_link     (const JaridaHtmlNode *node, const char *base, JaridaPortalAddress **out_parsed) G_GNUC_WARN_UNUSED_RESULT;
/* The first img at or below @node. */
char                *jarida_portal_dup_picture  (const JaridaHtmlNode *node, const char *base) G_GNUC_WARN_UNUSED_RESULT;
/* A newspaper's logo stands where an article has no picture: its address has the slug twice. */
gboolean             jarida_portal_is_logo      (const char *picture);
/* Whether @picture is /SLUG/NUMBER, small or large. */
gboolean             jarida_portal_is_picture   (const char *picture);

G_END_DECLS
