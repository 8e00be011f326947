/** The words of the field that the page uses, each explained once, for a student of the second year. */

export interface Term {
  /** As in the list. */
  readonly word: string;
  /** How it is written in a sentence, the word itself included; matched whole, upper and lower case alike. */
  readonly forms: readonly string[];
  readonly text: string;
}

const term = (word: string, text: string, ...others: string[]): Term => ({
  word,
  forms: [word, ...others],
  text,
});

/** By alphabet. */
export const TERMS: readonly Term[] = [
  term(
    'accuracy',
    'The share of images whose class the network gets right. Ten classes guessed blindly give 10 %.',
    'accuracies',
  ),
  term(
    'activation matching',
    'Pairs the neurons of A with those of B that fire on the same images: the pairing with the largest sum of correlations.',
  ),
  term(
    'AdamW',
    'A way to take steps downhill: each weight has a step size of its own, from how its slope behaved so far, and shrinks a little each step (weight decay).',
  ),
  term(
    'alpha',
    'How far along the path from A to B: 0 is A, 1 is B, 0.5 is the average of the two.',
    'α',
  ),
  term(
    'barrier',
    'How far the loss rises on the way from A to B above the two ends. Zero: one can walk from one network to the other without getting worse.',
    'barriers',
  ),
  term('batch size', 'How many images the network looks at before each step of training.'),
  term(
    'Bezier',
    'A smooth bent path from A to B. Its one free point, the control point, is trained so that the loss stays low all the way.',
    'Bezier curve',
  ),
  term(
    'chord',
    'The straight line between the losses of the two ends. A barrier over the chord counts only what rises above that line, also when A and B are not equally good.',
  ),
  term(
    'control point',
    'A network in between that bends a path towards itself. Training it bends the path around the mountain.',
    'control points',
  ),
  term(
    'convolutional network',
    'A network that looks for the same small patterns everywhere in an image, with the same weights at each place.',
    'CNN',
    'convolutional networks',
  ),
  term(
    'cross-entropy',
    'The usual loss: how surprised the network is by the right class, −log of the probability that it gave it.',
  ),
  term('epoch', 'One look at all training images. The order is shuffled anew for each.', 'epochs'),
  term(
    'He normal',
    'Random weights to begin with, as large as keeps the signal of a ReLU network the same from layer to layer.',
  ),
  term(
    'hidden layers',
    'The layers of neurons between the image and the ten answers. “64, 64” is two of 64 neurons each.',
    'hidden layer',
  ),
  term(
    'learning rate',
    'How large a step downhill is. Too small: slow. Too large: the loss climbs instead.',
  ),
  term(
    'linear mode connectivity',
    'Two trained networks are so connected when the loss stays low on the straight line between them.',
  ),
  term(
    'logits',
    'The ten numbers that a network says before they are made probabilities; the largest is its answer.',
  ),
  term(
    'loss',
    'How wrong a network is, as one number. Training makes it small; 2.3 is blind guessing among ten classes.',
    'losses',
  ),
  term(
    'loss plane',
    'A flat slice through weight space: three networks span it, and each point is a network whose loss gives the colour.',
  ),
  term('momentum', 'A step keeps some of the direction of those before it, as a ball that rolls.'),
  term(
    'naive',
    'Without alignment: the weights of A and B are averaged as they are, neuron 1 with neuron 1.',
    'plain average',
  ),
  term(
    'nats',
    'The unit of cross-entropy with natural logarithms. One nat more: the right class was thought 2.7 times less likely.',
  ),
  term('optimizer', 'The rule that turns slopes into steps: AdamW, or SGD with momentum.'),
  term(
    'perceptron',
    'Here a multilayer perceptron: each neuron sums up all numbers of the layer before it, each times a weight, and fires if the sum is positive.',
    'perceptrons',
  ),
  term(
    'permuted',
    'The neurons of A were put in another order first, that which fits B best. The network computes the same function.',
    'permutation',
    'aligned',
  ),
  term(
    'pi(A)',
    'A with its neurons in another order: the same function, at another place of weight space, near B if the matching is good.',
    'π(A)',
  ),
  term('polygonal chain', 'A path of two straight pieces from A to B through a trained point.'),
  term('ReLU', 'What a neuron does with its sum: positive numbers pass, negative ones become 0.'),
  term(
    'seed',
    'The number that random choices begin with. The same seed gives the same network, to the last bit.',
    'seeds',
  ),
  term(
    'SGD',
    'Stochastic gradient descent: a step downhill after each batch of images, all weights with one learning rate.',
  ),
  term(
    'tanh',
    'What a neuron can do with its sum in place of ReLU: squash it smoothly between −1 and 1.',
  ),
  term(
    'test images',
    'Images that the networks never learned from. How they do on these is what counts.',
  ),
  term('training images', 'The images that the networks learned from.'),
  term(
    'weight decay',
    'Each step shrinks all weights a little, which keeps them from growing for nothing.',
  ),
  term(
    'weight matching',
    'Pairs the neurons of A with those of B that have similar weights, layer after layer, until no pairing gets better. It needs no images.',
  ),
  term(
    'weight space',
    'A network of 55,000 weights is a point with 55,000 coordinates. Training moves the point; a path from A to B is a row of networks.',
  ),
];
