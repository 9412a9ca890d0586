/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"

/* The column `flags` of the table `article`: 1 only a day is known, 2 left to right, 4 right to left. */
guint jarida_article_flags (const JaridaArticle *article);
