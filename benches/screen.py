"""What stands on an X display, and keys pressed on it, as a person and not as a program.

Nothing of it is known to the window: no driver, no script, no assistive technology.
"""

import ctypes as c

_x = c.CDLL("libX11.so.6")
_test = c.CDLL("libXtst.so.6")
_x.XOpenDisplay.restype = c.c_void_p
_x.XOpenDisplay.argtypes = [c.c_char_p]
_x.XCloseDisplay.argtypes = [c.c_void_p]
_x.XDefaultRootWindow.restype = c.c_ulong
_x.XDefaultRootWindow.argtypes = [c.c_void_p]
_x.XKeysymToKeycode.restype = c.c_ubyte
_x.XKeysymToKeycode.argtypes = [c.c_void_p, c.c_ulong]
_x.XSetInputFocus.argtypes = [c.c_void_p, c.c_ulong, c.c_int, c.c_ulong]
_x.XSync.argtypes = [c.c_void_p, c.c_int]
_x.XFlush.argtypes = [c.c_void_p]
_x.XFree.argtypes = [c.c_void_p]
_x.XQueryTree.argtypes = [
    c.c_void_p, c.c_ulong, c.POINTER(c.c_ulong), c.POINTER(c.c_ulong),
    c.POINTER(c.POINTER(c.c_ulong)), c.POINTER(c.c_uint),
]
_x.XGetImage.restype = c.c_void_p
_x.XGetImage.argtypes = [
    c.c_void_p, c.c_ulong, c.c_int, c.c_int, c.c_uint, c.c_uint, c.c_ulong, c.c_int,
]
_x.XDestroyImage.argtypes = [c.c_void_p]
_test.XTestFakeKeyEvent.argtypes = [c.c_void_p, c.c_uint, c.c_int, c.c_ulong]
_Refused = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p)
# A window that is not shown refuses the focus: no reason to end the process.
_ignored = _Refused(lambda display, error: 0)
_x.XSetErrorHandler.argtypes = [_Refused]
_x.XSetErrorHandler(_ignored)

_ALL_PLANES, _Z_PIXMAP, _TO_PARENT = 0xFFFFFFFF, 2, 1


class _Image(c.Structure):
    """The beginning of an XImage."""

    _fields_ = [
        ("width", c.c_int), ("height", c.c_int), ("xoffset", c.c_int), ("format", c.c_int),
        ("data", c.c_void_p), ("byte_order", c.c_int), ("bitmap_unit", c.c_int),
        ("bitmap_bit_order", c.c_int), ("bitmap_pad", c.c_int), ("depth", c.c_int),
        ("bytes_per_line", c.c_int),
    ]


class Screen:
    """A display, by its number."""

    def __init__(self, number):
        self.display = _x.XOpenDisplay(f":{number}".encode())
        self.root = _x.XDefaultRootWindow(self.display)

    def focus(self):
        """Gives the keyboard to the window that is shown; there is no window manager to do it."""
        root, parent, count = c.c_ulong(), c.c_ulong(), c.c_uint()
        children = c.POINTER(c.c_ulong)()
        _x.XQueryTree(self.display, self.root, c.byref(root), c.byref(parent),
                      c.byref(children), c.byref(count))
        for at in range(count.value):
            _x.XSetInputFocus(self.display, children[at], _TO_PARENT, 0)
        _x.XFree(children)
        _x.XSync(self.display, 0)

    def press(self, letter):
        code = _x.XKeysymToKeycode(self.display, ord(letter))
        for is_down in (1, 0):
            _test.XTestFakeKeyEvent(self.display, code, is_down, 0)
        _x.XFlush(self.display)

    def look(self, left, top, width, height):
        """The bytes of a part of the screen, in pixels from its corner."""
        image = _x.XGetImage(self.display, self.root, left, top, width, height,
                             _ALL_PLANES, _Z_PIXMAP)
        found = c.cast(image, c.POINTER(_Image)).contents
        pixels = c.string_at(found.data, found.bytes_per_line * found.height)
        _x.XDestroyImage(image)
        return pixels

    def close(self):
        _x.XCloseDisplay(self.display)
