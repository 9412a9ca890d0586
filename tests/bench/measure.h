/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the programs that measure inside share. Times are in milliseconds; CPU is the main thread's. */

/* Shows @content in a window; every frame of it is counted. gtk_init() comes first, since @content is a widget. */
void   measure_show           (GtkWidget *content, int width, int height);
double measure_cpu_ms         (void);
/* Until the next whole frame. */
void   measure_wait_for_frame (void);
/* Lets the program do what it wants for a while. */
void   measure_settle         (guint milliseconds);
/* Both sort @values. */
double measure_median         (double *values, guint n_values);
double measure_percentile_95  (double *values, guint n_values);
/* A row for bench.py. @floor 0: none. */
void   measure_print_row      (const char *what, double floor, double ours, double budget);

G_END_DECLS
