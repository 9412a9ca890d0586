/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-demo-edition.h"

G_BEGIN_DECLS

/* Pages as a newspaper's site has them: menus, promotions and a footer around the text, feeds named in the head. */
char *jarida_demo_page_write_index   (const JaridaDemoEdition *edition) G_GNUC_WARN_UNUSED_RESULT;
char *jarida_demo_page_write_home    (const JaridaDemoPaper *paper, guint n_held) G_GNUC_WARN_UNUSED_RESULT;
char *jarida_demo_page_write_article (const JaridaDemoPaper *paper, const JaridaDemoArticle *article) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
