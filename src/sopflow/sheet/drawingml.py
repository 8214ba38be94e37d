"""Symbols and lines as the shapes of office documents (DrawingML, ECMA-376), to be moved and changed there.

The symbols are the flowchart shapes that office programs have themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from sopflow.layout.box import Box
from sopflow.layout.metrics import TYPEFACES
from sopflow.plaintext import harmless
from sopflow.sheet import look
from sopflow.sheet.setting import symbol_text

if TYPE_CHECKING:
    from sopflow.layout.polyline import Polyline
    from sopflow.layout.wrapping import Style
    from sopflow.sheet.model import Symbol, Text
    from sopflow.sheet.strips import DrawnStrip, Stroke

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.{address}"'
    for prefix, address in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "microsoft.com/office/word/2010/wordprocessingGroup",
    }.items()
)
_EMU: Final = 12700
"""English metric units in a point."""
_SHAPES: Final = {
    "capsule": "flowChartTerminator",
    "box": "flowChartProcess",
    "diamond": "flowChartDecision",
    "pentagon": "flowChartOffpageConnector",
}
_UNSEEN: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
_DASHES: Final = {True: '<a:prstDash val="dash"/>', False: ""}


def emu(points: float) -> int:
    """Return a length in the units of office drawings."""
    return round(points * _EMU)


class Group:
    """Writes the drawing of one row as a group of shapes; ``scale`` is that of the paper, ``first`` the first id."""

    def __init__(self, strip: DrawnStrip, scale: float, first: int) -> None:
        self._strip = strip
        self._scale = scale
        self.next_id = first

    def xml(self, *, dx: float, dy: float) -> str:
        """Return the group, moved by ``dx`` and ``dy`` points from the paragraph that holds it."""
        strip, box = self._strip, self._strip.row.drawing
        size = f'cx="{self._emu(box.width)}" cy="{self._emu(box.height)}"'
        number = self._id()
        shapes = [self._ground(box), *map(self._tie, strip.ties), *map(self._stroke, strip.strokes)]
        shapes += [*map(self._symbol, strip.symbols), *map(self._label, strip.labels)]
        return (
            f'<w:drawing {NAMESPACES}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
            f' relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            '<wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="column"><wp:posOffset>{emu(dx)}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(dy)}</wp:posOffset></wp:positionV>'
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
            f'<wp:docPr id="{number}" name={_attribute(strip.row.key)}/><wp:cNvGraphicFramePr/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
            f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
            f'<a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>{"".join(shapes)}</wpg:wgp>'
            "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )

    def _id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _emu(self, length: float) -> int:
        return emu(length * self._scale)

    def _ground(self, box: Box) -> str:
        """Return a shape that nobody sees and that is as large as the group, which some programs fit to its shapes."""
        return self._shape("row", Box(0, 0, box.width, box.height), _UNSEEN)

    def _symbol(self, symbol: Symbol) -> str:
        pen = look.pen_of(symbol)
        drawn = (
            f'<a:prstGeom prst="{_SHAPES[symbol.shape]}"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{pen.fill}"/></a:solidFill>'
            f"{self._line(pen.width, pen.ink, dashed=symbol.dashed)}"
        )
        return self._shape(symbol.key, symbol.box, drawn, symbol_text(symbol))

    def _label(self, label: Text) -> str:
        return self._shape("label", label.box, _UNSEEN, label)

    def _stroke(self, stroke: Stroke) -> str:
        end = '<a:tailEnd type="triangle" w="sm" len="sm"/>' if stroke.arrow else ""
        return self._path("flow", stroke.line, self._line(look.FLOW, look.INK, dashed=stroke.dashed, end=end))

    def _tie(self, line: Polyline) -> str:
        return self._path("together", line, self._line(look.TIE, look.INK, dash='<a:prstDash val="sysDot"/>'))

    def _line(self, width: float, ink: str, *, dashed: bool = False, dash: str = "", end: str = "") -> str:
        fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
        return f'<a:ln w="{self._emu(width)}">{fill}{dash or _DASHES[dashed]}<a:miter lim="800000"/>{end}</a:ln>'

    def _path(self, name: str, line: Polyline, drawn_as: str) -> str:
        left, top = min(point.x for point in line), min(point.y for point in line)
        width, height = max(point.x for point in line) - left, max(point.y for point in line) - top
        size = f'w="{self._emu(width)}" h="{self._emu(height)}"'
        corners = [f'<a:pt x="{self._emu(point.x - left)}" y="{self._emu(point.y - top)}"/>' for point in line]
        first, *rest = corners
        drawn = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in rest)
        return (
            f'<wps:wsp><wps:cNvPr id="{self._id()}" name={_attribute(name)}/><wps:cNvSpPr/><wps:spPr>'
            f"{self._frame(left, top, width, height)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size} fill="none">{drawn}</a:path></a:pathLst>'
            f"</a:custGeom><a:noFill/>{drawn_as}</wps:spPr><wps:bodyPr/></wps:wsp>"
        )

    def _shape(self, name: str, box: Box, drawn_as: str, text: Text | None = None) -> str:
        lines = text.lines if text else ()
        words = "".join(paragraph(line, text.style, self._scale, text.align) for line in lines if text)
        held = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
        anchor = "ctr" if text and text.centred else "t"
        return (
            f'<wps:wsp><wps:cNvPr id="{self._id()}" name={_attribute(name)}/><wps:cNvSpPr/><wps:spPr>'
            f"{self._frame(box.x, box.y, box.width, box.height)}{drawn_as}</wps:spPr>{held}"
            f'<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="none" anchor="{anchor}"/></wps:wsp>'
        )

    def _frame(self, x: float, y: float, width: float, height: float) -> str:
        off = f'<a:off x="{self._emu(x)}" y="{self._emu(y)}"/>'
        return f'<a:xfrm>{off}<a:ext cx="{self._emu(width)}" cy="{self._emu(height)}"/></a:xfrm>'


def paragraph(words: str, style: Style, scale: float, align: str = "start", drawing: str = "") -> str:
    """Return a paragraph of an office text; ``drawing`` hangs on it."""
    place = '<w:jc w:val="center"/>' if align == "middle" else ""
    leading = round(style.leading * scale * 20)
    set_in = typeface(style, scale)
    run = (
        f'<w:r><w:rPr>{set_in}</w:rPr><w:t xml:space="preserve">{escape(harmless(words))}</w:t></w:r>' if words else ""
    )
    drawn = f"<w:r>{drawing}</w:r>" if drawing else ""
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{leading}" w:lineRule="exact"/>{place}'
        f"<w:rPr>{set_in}</w:rPr></w:pPr>{drawn}{run}</w:p>"
    )


def typeface(style: Style, scale: float) -> str:
    """Return the properties of text that is set in a style."""
    face, bold = TYPEFACES[0], "<w:b/>" if style.bold else ""
    size = max(round(style.size * scale * 2), 1)  # in half points
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>{bold}<w:sz w:val="{size}"/>'


def _attribute(text: str) -> str:
    return quoteattr(harmless(text))
