"""Usage: loopback.py PORT=HOST:PORT... -- COMMAND [ARGUMENT...]

Becomes COMMAND, after a process of its own has begun to serve each PORT of this container's localhost and to hand what
arrives there on to HOST:PORT. For code that looks for a store on localhost in its own text: inside a container,
localhost is the container.
"""
import os
import socket
import sys
import threading


def main(words):
    end = words.index("--")
    pairs = [word.split("=") for word in words[:end]]
    # They listen before COMMAND begins.
    listeners = [(listener, target) for port, target in pairs for listener in listen(int(port))]
    if os.fork() == 0:
        # A grandchild belongs to the container's init: COMMAND does not wait for children that it did not start.
        if os.fork() == 0:
            # What COMMAND reads and writes is not ours to hold.
            for stream in (0, 1, 2):
                os.dup2(os.open(os.devnull, os.O_RDWR), stream)
            serve(listeners)
        os._exit(0)
    os.wait()
    for listener, _ in listeners:
        listener.close()
    os.execvp(words[end + 1], words[end + 1 :])


def listen(port):
    try:
        listeners = [listening(socket.AF_INET, "127.0.0.1", port)]
    except OSError as error:
        sys.exit("loopback.py: cannot listen on 127.0.0.1:%d: %s" % (port, error.strerror))
    try:
        listeners.append(listening(socket.AF_INET6, "::1", port))
    except OSError:
        # No IPv6 here: clients try 127.0.0.1 then.
        pass
    return listeners


def listening(family, address, port):
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def serve(listeners):
    for listener, target in listeners:
        threading.Thread(target=accept, args=(listener, target)).start()
    threading.Event().wait()


def accept(listener, target):
    host, port = target.split(":")
    while True:
        near, _ = listener.accept()
        threading.Thread(target=forward, args=(near, host, int(port)), daemon=True).start()


def forward(near, host, port):
    try:
        far = socket.create_connection((host, port))
    except OSError:
        # As if nobody listened here.
        near.close()
        return
    back = threading.Thread(target=pump, args=(far, near), daemon=True)
    back.start()
    pump(near, far)
    back.join()
    near.close()
    far.close()


def pump(source, target):
    try:
        data = source.recv(65536)
        while data:
            target.sendall(data)
            data = source.recv(65536)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        # One side is gone: so is the connection.
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


if __name__ == "__main__":
    main(sys.argv[1:])
