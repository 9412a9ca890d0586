/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-edition.h"

G_BEGIN_DECLS

/* Any number of feeds with any number of items, for measuring. Their texts are those of the sample edition, by turns;
 * the same numbers give the same bytes. @version: so many items were published since the start. */
char *jarida_demo_synthetic_write      (const JaridaDemoEdition *edition,
                                        const char              *address,
                                        guint                    feed,
                                        guint                    n_items,
                                        guint                    version) G_GNUC_WARN_UNUSED_RESULT;
/* @addresses: one a feed, to be used by turns when there are fewer. */
char *jarida_demo_synthetic_write_opml (GPtrArray *addresses, guint n_feeds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
