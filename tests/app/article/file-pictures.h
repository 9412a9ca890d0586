/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-picture-source.h"

G_BEGIN_DECLS

/* Pictures from a folder: the last part of the address is the name of the file. */
JaridaPictureSource file_pictures_new (const char *folder);

G_END_DECLS
