# SPDX-License-Identifier: GPL-3.0-or-later
"""test-reports-atspi.py JARIDA JARIDA-CLI JARIDA-DEMO: a picture is reported by somebody who listens and types, in the real program."""
import os, subprocess, sys, tempfile, time
from ears import Atspi, PROGRAM_ENVIRONMENT, begin_at_list, check, end, find_application, press, wait_for, walk

RETURN, DOWN, SPACE = 0xff0d, 0xff54, 0x20

def find(root, start, roles=None):
    return next((node for node in walk(root)
                 if (node.get_name() or '').startswith(start) and (roles is None or node.get_role_name() in roles)), None)

def point_at(x, y):
    # Without a window manager keys go to the window under the pointer; new ones lie at the origin.
    Atspi.generate_mouse_event(x, y, 'abs')
    time.sleep(0.3)

def has_state(node, state):
    node.clear_cache()
    return node.get_state_set().contains(state)

def report(application):
    point_at(600, 780)
    link = None
    for _ in range(12):
        press('j')
        link = wait_for(lambda: find(application, 'Report the image: ', {'push button', 'button'}), 2)
        if link:
            break
    if not check(link, 'an article has “Report the image: …”'):
        return
    caption = link.get_name()[len('Report the image: '):]
    press('r')
    reason = wait_for(lambda: find(application, 'Shocking violence', {'radio button'}))
    if not check(reason, 'r opens the dialog with its reasons'):
        return
    point_at(60, 20)
    send = next((node for node in walk(application)
                 if 'Report' in (node.get_name() or '').split() and not ':' in node.get_name() and node.get_role_name() in {'push button', 'button'}), None)
    check(send and not has_state(send, Atspi.StateType.SENSITIVE), 'nothing can be sent before a reason is chosen')
    press(DOWN)
    press(SPACE)
    chosen = wait_for(lambda: next((node for node in walk(application) if node.get_role_name() == 'radio button'
                                    and has_state(node, Atspi.StateType.CHECKED)), None))
    check(chosen, 'the arrows and Space choose a reason')
    check(wait_for(lambda: has_state(send, Atspi.StateType.SENSITIVE)), 'then it can be sent')
    press(RETURN)
    # First what goes by itself after some seconds.
    check(wait_for(lambda: find(application, 'Thank you.')), 'thanks are given')
    check(wait_for(lambda: find(application, 'Image hidden: ')), 'Enter sends it: the picture is hidden, and says so')
    check(wait_for(lambda: find(application, 'Show anyway')), 'it can be shown all the same')
    check(not find(application, 'Report the image: ' + caption), 'what is hidden is not reported twice')

def main():
    jarida, cli, demo = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        port, opml = os.path.join(folder, 'port'), os.path.join(folder, 'press.opml')
        data = '--data=' + os.path.join(folder, 'shelf')
        begin_at_list(os.path.join(folder, 'shelf'))
        server = subprocess.Popen([demo, '--port-file=' + port, '--opml=' + opml, '--recent'], stdout=subprocess.DEVNULL,
                                  env=PROGRAM_ENVIRONMENT)
        program = None
        try:
            check(wait_for(lambda: os.path.exists(port) and os.path.exists(opml)), 'the press is there')
            for command in (['import', opml], ['refresh']):
                subprocess.run([cli, *command, data], check=True, stdout=subprocess.DEVNULL, env=PROGRAM_ENVIRONMENT)
            program = subprocess.Popen([jarida, data], env=PROGRAM_ENVIRONMENT)
            application = wait_for(find_application)
            check(application, 'the program is told')
            if application:
                wait_for(lambda: find(application, 'Unread, '))
                report(application)
        finally:
            for process in (program, server):
                if process is not None:
                    process.terminate()
                    process.wait()
    return end(5)

sys.exit(main())
