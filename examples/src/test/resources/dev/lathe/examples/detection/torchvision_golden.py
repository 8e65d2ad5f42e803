"""Writes the .csv files beside it with torchvision's own code (they are from torchvision 0.14.1):

    python3 torchvision_golden.py

The numbers that stand for a network's outputs are drawn by a generator that SsdDetectorTest has too.
"""

import numpy as np
import torch
from torchvision.models.detection import ssdlite320_mobilenet_v3_large
from torchvision.models.detection._utils import BoxCoder
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.ssd import SSDScoringHead

MAPS = [(20, 20), (10, 10), (5, 5), (3, 3), (2, 2), (1, 1)]
CLASSES = 91


def anchors(generator, height, width, maps):
    images = ImageList(torch.zeros(1, 3, height, width), [(height, width)])
    return generator(images, [torch.zeros(1, 1, *size) for size in maps])[0]


def write_anchors(file):
    """Those of each map's first and last pixel, of a square input and of one twice as wide."""
    for height, width, maps in ((320, 320, MAPS), (160, 320, [(10, 20), (5, 10), (3, 5)])):
        ratios = [[2, 3]] * len(maps)
        generator = DefaultBoxGenerator(ratios, min_ratio=0.2, max_ratio=0.95)
        boxes = anchors(generator, height, width, maps)
        first = 0
        for rows, columns in maps:
            last = first + 6 * (rows * columns - 1)
            for index in dict.fromkeys([*range(first, first + 6), *range(last, last + 6)]):
                write(file, [height, index], boxes[index])
            first = last + 6


def uniform(count, state):
    """Multiples of 2^-24 in 0..1."""
    values = np.empty(count, np.float32)
    for i in range(count):
        state[0] = (state[0] * 1103515245 + 12345) & 0x7FFFFFFF
        values[i] = np.float32(state[0] >> 7) * np.float32(2.0**-24)
    return values


def crowded(u, label):
    """Every class at many places."""
    u = u * u
    u = u * u
    return u * u * np.float32(9)


def sparse(u, label):
    """Two classes: one at more places than are looked at, one at few; else background."""
    bias = np.array([6, 0, -8] + [-30] * (CLASSES - 3), np.float32)
    return u * u * np.float32(8) + bias[label]


def offset(u, largest):
    v = u * np.float32(2) - np.float32(1)
    w = v * v
    return w * w * v * np.float32(largest)


def head(maps, columns):
    """What torchvision makes of the maps, which are H×W×C here and C×H×W there."""
    identities = torch.nn.ModuleList([torch.nn.Identity() for _ in maps])
    tensors = [
        torch.tensor(values).reshape(1, *size, 6 * columns).permute(0, 3, 1, 2)
        for size, values in zip(MAPS, maps)
    ]
    return SSDScoringHead(identities, columns)(tensors)


def write_detections(file, score, largest):
    network = ssdlite320_mobilenet_v3_large(weights=None, weights_backbone=None).eval()
    state = [7]
    sizes = [h * w * 6 for h, w in MAPS]
    labels = np.arange(CLASSES)
    scores = [score(uniform(n * CLASSES, state), np.tile(labels, n)) for n in sizes]
    offsets = [offset(uniform(n * 4, state), largest) for n in sizes]
    outputs = {"cls_logits": head(scores, CLASSES), "bbox_regression": head(offsets, 4)}
    boxes = anchors(network.anchor_generator, 320, 320, MAPS)
    found = network.postprocess_detections(outputs, [boxes], [(320, 320)])[0]
    for label, score_, box in zip(found["labels"], found["scores"], found["boxes"]):
        write(file, [label.item(), f"{score_:.9g}"], box)


def write_boxes(file):
    """Of an anchor 20 wide and 50 high about (100, 80), the last two stretched at most."""
    coder = BoxCoder(weights=(10.0, 10.0, 5.0, 5.0))
    anchor = torch.tensor([[90.0, 55.0, 110.0, 105.0]])
    for offsets in ([0, 0, 0, 0], [3, -7, 2, -4], [-20, 9, -30, 1], [0, 0, 21, 0], [1, 2, 0, 400]):
        box = coder.decode_single(torch.tensor([offsets], dtype=torch.float32), anchor)[0]
        write(file, offsets, box)


def write(file, cells, box):
    print(*cells, *(f"{edge:.9g}" for edge in box), sep=",", file=file)


with open("anchors.csv", "w") as file:
    print("height,index,left,top,right,bottom", file=file)
    write_anchors(file)
with open("boxes.csv", "w") as file:
    print("x,y,width,height,left,top,right,bottom", file=file)
    write_boxes(file)
for name, score, largest in (("crowded", crowded, 24), ("sparse", sparse, 6)):
    with open(name + ".csv", "w") as file:
        print("label,score,left,top,right,bottom", file=file)
        write_detections(file, score, largest)
