/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-fetch-error.h"

#include <libsoup/soup.h>

static void
test_sorted (void)
{
  const struct
  {
    GQuark           domain;
    int              code;
    gboolean         network;
    JaridaFetchError expected;
  } rows[] = {
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FALSE, JARIDA_FETCH_ERROR_OFFLINE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, FALSE, JARIDA_FETCH_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, FALSE, JARIDA_FETCH_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, FALSE, JARIDA_FETCH_ERROR_OFFLINE },
    /* Somebody answered: there is a network, whatever the monitor thinks. */
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FALSE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, FALSE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_INVALID_DATA, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, FALSE, JARIDA_FETCH_ERROR_TIMEOUT },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, TRUE, JARIDA_FETCH_ERROR_TLS },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, TRUE, JARIDA_FETCH_ERROR_TLS },
    { G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, TRUE, JARIDA_FETCH_ERROR_TLS },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, TRUE, JARIDA_FETCH_ERROR_UNREACHABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) cause = g_error_new_literal (rows[i].domain, rows[i].code, "why");
      g_autoptr(GError) error = jarida_fetch_error_new (cause, "http://a.example/", rows[i].network);

      g_test_message ("%s %d", g_quark_to_string (rows[i].domain), rows[i].code);
      g_assert_error (error, JARIDA_FETCH_ERROR, (int) rows[i].expected);
      g_assert_cmpstr (error->message, ==, "http://a.example/: why");
    }
}

static void
test_cancelled_stays (void)
{
  g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "why");
  g_autoptr(GError) error = jarida_fetch_error_new (cause, "http://a.example/", FALSE);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/fetch-error/sorted", test_sorted);
  g_test_add_func ("/net/fetch-error/cancelled-stays", test_cancelled_stays);

  return g_test_run ();
}
