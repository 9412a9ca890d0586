/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NOTIFIER (jarida_notifier_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNotifier, jarida_notifier, JARIDA, NOTIFIER, GObject)

/* Tells the person, by the desktop, of new articles that a filter of theirs has found: always in one notification, which leads to the article,
 * or to the place of several, by the actions "open-article" (x) and "open-place" ((ix), a kind and a number) of the application. It goes when
 * they are read, or seen in a list. What comes while a window is worked in is not told. */
JaridaNotifier *jarida_notifier_new   (GApplication *application, JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* The person looks at this place. */
void            jarida_notifier_see   (JaridaNotifier *self, const JaridaPlace *place);
/* Takes away what is told, also what an earlier run of the program has left on the desktop. */
void            jarida_notifier_clear (JaridaNotifier *self);
/* Takes away what an earlier run has left: nobody knows any more when that is read. */
void            jarida_notifier_clear_old (JaridaNotifier *self);

G_END_DECLS
