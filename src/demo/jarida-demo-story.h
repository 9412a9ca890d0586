/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-sheet.h"

G_BEGIN_DECLS

/* The portal's page of one article, and of one video. */
char *jarida_demo_story_write       (JaridaDemoPortal *portal, const JaridaDemoSide *side, const JaridaDemoEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
char *jarida_demo_story_write_video (JaridaDemoPortal *portal, const JaridaDemoSide *side, const JaridaDemoVideo *video) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
