/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One tag of a text that may or may not be good XML or HTML. Everything points into the text. */
typedef struct
{
  const char *name;
  gsize       name_length;
  const char *attributes;      /* what stands between the name and the end of the tag */
  const char *attributes_end;
  const char *end;             /* the first byte after the tag */
  gboolean    closing;         /* </name> */
  gboolean    empty;           /* <name/> */
} JaridaTag;

typedef struct
{
  const char *name;
  gsize       name_length;
  const char *value;           /* (nullable) as written, references and all */
  gsize       value_length;
} JaridaTagAttribute;

gboolean jarida_tag_read            (JaridaTag          *self,
                                     const char         *text,
                                     const char         *end);
gboolean jarida_tag_find            (JaridaTag          *self,
                                     const char         *text,
                                     const char         *end);
gboolean jarida_tag_is              (const JaridaTag    *self,
                                     const char         *name);
gboolean jarida_tag_next_attribute  (const JaridaTag    *self,
                                     const char        **cursor,
                                     JaridaTagAttribute *out_attribute);
char    *jarida_tag_dup_attribute   (const JaridaTag    *self,
                                     const char         *name) G_GNUC_WARN_UNUSED_RESULT;

gunichar jarida_markup_read_reference (const char       *text,
                                       const char       *end,
                                       const char      **out_end);
char    *jarida_markup_unescape     (const char         *text,
                                     gssize              length) G_GNUC_WARN_UNUSED_RESULT;
char    *jarida_markup_to_text      (const char         *html) G_GNUC_WARN_UNUSED_RESULT;
void     jarida_markup_append_escaped (GString          *out,
                                       const char       *text,
                                       gsize             length);

G_END_DECLS
