/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

/* A reader on the shelf in @folder, with the catalogue that portal_server_write_catalogue() has left there as catalogue.json, and with no
 * pause between requests. (transfer full) */
JaridaReader *portal_reader_open (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
