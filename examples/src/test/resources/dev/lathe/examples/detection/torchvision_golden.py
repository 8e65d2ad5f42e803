"""Writes anchors.csv and detections.csv with torchvision's own code (made with torchvision 0.14.1):

    python3 torchvision_golden.py

The numbers that stand for a network's outputs are drawn by a generator that SsdDetectorTest has too.
"""

import numpy as np
import torch
from torchvision.models.detection import ssdlite320_mobilenet_v3_large
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


def score(u):
    u = u * u
    u = u * u
    return u * u * np.float32(9)


def offset(u):
    v = u * np.float32(2) - np.float32(1)
    w = v * v
    return w * w * v * np.float32(24)


def head(maps, columns):
    """What torchvision makes of the maps, which are H×W×C here and C×H×W there."""
    identities = torch.nn.ModuleList([torch.nn.Identity() for _ in maps])
    tensors = [
        torch.tensor(values).reshape(1, *size, 6 * columns).permute(0, 3, 1, 2)
        for size, values in zip(MAPS, maps)
    ]
    return SSDScoringHead(identities, columns)(tensors)


def write_detections(file):
    network = ssdlite320_mobilenet_v3_large(weights=None, weights_backbone=None).eval()
    state = [7]
    scores = [score(uniform(h * w * 6 * CLASSES, state)) for h, w in MAPS]
    offsets = [offset(uniform(h * w * 6 * 4, state)) for h, w in MAPS]
    outputs = {"cls_logits": head(scores, CLASSES), "bbox_regression": head(offsets, 4)}
    boxes = anchors(network.anchor_generator, 320, 320, MAPS)
    found = network.postprocess_detections(outputs, [boxes], [(320, 320)])[0]
    for label, score_, box in zip(found["labels"], found["scores"], found["boxes"]):
        write(file, [label.item(), f"{score_:.9g}"], box)


def write(file, cells, box):
    print(*cells, *(f"{edge:.9g}" for edge in box), sep=",", file=file)


with open("anchors.csv", "w") as file:
    print("height,index,left,top,right,bottom", file=file)
    write_anchors(file)
with open("detections.csv", "w") as file:
    print("label,score,left,top,right,bottom", file=file)
    write_detections(file)
