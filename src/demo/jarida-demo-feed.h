/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-edition.h"

G_BEGIN_DECLS

/* Feeds as newspapers write them. @n_held: so many of the newest articles are left out. */
char *jarida_demo_feed_write (const JaridaDemoPaper *paper, JaridaDemoFormat format, guint n_held) G_GNUC_WARN_UNUSED_RESULT;
/* The subscriptions of a reader of all newspapers, as OPML with a folder for each country. */
char *jarida_demo_feed_write_opml (const JaridaDemoEdition *edition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
